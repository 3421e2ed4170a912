"""The words: every message by its code, a file a language."""
