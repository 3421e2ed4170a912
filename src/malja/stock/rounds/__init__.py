"""Distribution rounds: what is due, what was given against ration tokens, and totals."""
