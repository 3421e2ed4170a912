"""How a site stands, in words: sentences and rows of cells."""
