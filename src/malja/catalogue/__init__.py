"""What the world's manuals say: needs, items, contents, vehicles, groups, airports, one row a fact with its source."""
