"""What must come next: from an operation to the plan of its lifts, with proof of how good the plan is.

The doorway is `malja.lifts.search.planning.plan`; the plan itself is described in `malja.lifts.plan.plan`.
"""
