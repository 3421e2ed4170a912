"""One name among many: keys, and an index of them."""
