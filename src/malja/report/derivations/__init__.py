"""How the figures of a report came about: the annex to which every figure points."""
