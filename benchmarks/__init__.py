"""What malja claims, measured against other ways of planning: `planner.py` and `start.py` print it."""
