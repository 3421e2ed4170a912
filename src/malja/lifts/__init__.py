"""What must come next: from an operation to the plan of its lifts, with proof of how good the plan is.

`malja.lifts.decomposition.planning.plan_operation` makes a plan; `malja.lifts.plan.plan` describes it. The sub-folders
are the steps: `model` (arrays, columns, constraints, objectives), `solver` (HiGHS), `search` (whole trips and packs,
bounds), `decomposition` (large operations site by site), and questions answered with the same model: `capacity`,
`requests`, `what_if`.
"""
