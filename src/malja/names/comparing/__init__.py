"""How likely two names are one, with the reasons."""
