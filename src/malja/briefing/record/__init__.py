"""Facts are taken in: read from forms and files, recorded, and answered with a line for each."""
