"""The plan: what is in it, and plan.json written and read."""
