"""The terminal: what is printed and how, progress, Ctrl-C, refusals, the language."""
