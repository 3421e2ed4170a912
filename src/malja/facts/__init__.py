"""What happened at a site, as somebody said it: the kinds of facts, and how rows become facts."""
