"""The operation of a live site: its tables, and what its facts say of people, stock and flights."""
