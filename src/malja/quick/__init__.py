"""A first answer from seven rough figures."""
