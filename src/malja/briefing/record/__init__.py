"""What is told to a site: read from forms and files, recorded, and answered in a line for each fact."""
