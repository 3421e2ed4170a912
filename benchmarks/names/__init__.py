"""Names and possible duplicates, malja beside other tools: `compare.py` and `registry.py` print it."""
