"""What the command line and a web page have in common: facts are taken in, and answered in words; how things stand."""
