"""What runs out first: stock and services set against requirements, with nothing more coming."""
