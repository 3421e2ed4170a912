"""What must come next: from an operation to the plan of its lifts, with proof of how good the plan is."""

from malja.lifts.planning import plan

__all__ = ["plan"]
