"""The plan and what it contains; plan.json and other answers as JSON."""
