"""Takes in facts and says how things stand, in words, for the command line and for web pages alike."""
