"""Where an operation comes from, plans that were made before, and the files of reports."""
