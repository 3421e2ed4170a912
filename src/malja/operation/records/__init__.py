"""Rows: from cells to the tables' own rows and back, what blanks mean, the catalogue's rows beside them."""
