"""The state of a site: a fold of its facts, in the order that every device agrees on."""
