"""How the figures of a report were calculated: the annex to which every figure links."""
