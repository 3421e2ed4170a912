"""Names: files of them that are read, and what is answered about them."""
