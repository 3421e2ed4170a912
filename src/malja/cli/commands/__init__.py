"""The commands: their words and options; what they do stands elsewhere."""
