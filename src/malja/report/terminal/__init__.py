"""Pages for a terminal: the plan, capacity, requests."""
