"""What must come next: from an operation to the plan of its lifts, with proof of how good the plan is.

`malja.lifts.search.planning.plan_lifts` makes a plan; `malja.lifts.plan.plan` describes it. The sub-folders are the
steps: `model` (arrays, columns, constraints, objectives), `solver` (HiGHS), `search` (whole trips and packs, bounds),
and questions answered with the same model: `capacity`, `requests`, `what_if`.
"""
