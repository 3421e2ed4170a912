"""Which differences are the solver's rounding and which are real: every such number of the planner stands here.

The solver works to 1e-7 (1e-9 where a program asks for it), so that digits behind that mean nothing.
"""

from __future__ import annotations

#: Packs, or shares of a requirement, below this do not stand in a plan.
PLAN_TOLERANCE = 1e-7

#: Fractions of a trip or pack below this count as none while whole numbers are searched.
INTEGER_TOLERANCE = 1e-6

#: A dual price below this share of its objective is none.
PRICE_TOLERANCE = 1e-9

#: Shares of one person below this are none.
PEOPLE_TOLERANCE = 1e-4

#: Person-days below this are none.
PERSON_DAYS_TOLERANCE = 1e-5

#: An objective that is held at its value may be above it by this share, or the solver finds no solution at all.
HOLD_TOLERANCE = 1e-9

#: The same for shortfalls worked out by another program: held tighter, the solver fails.
SHORTFALL_TOLERANCE = 1e-6

#: What a sum of rounded weights may be above the limit of a vehicle: a share of it.
WEIGHT_TOLERANCE = 1e-9
