"""From files to an operation: which file holds which table, the rows of each, the catalogue's rows merged in."""
