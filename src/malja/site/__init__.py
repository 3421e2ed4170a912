"""One site: its journal open, its state folded from the facts, and the operation that the planner works on."""
