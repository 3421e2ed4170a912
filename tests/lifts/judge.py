"""The judge: recomputes a plan from plan.json and the operation's tables alone, and says everything that is wrong.

It shares no code with `malja.lifts`; what it holds a plan to is docs/tables.md and docs/model.md.
"""

from __future__ import annotations

from typing import Any

from malja.operation.rows import Tables

from .judge_age import ages
from .judge_aims import aims, coverage
from .judge_food import food
from .judge_form import form
from .judge_lifts import lifts
from .judge_loading import consignments
from .judge_stock import stocks
from .ledger import Ledger
from .reading import Reading


def judge(operation: Tables, plan: dict[str, Any]) -> list[str]:
    """Every violation of the contract in the plan (an object as parsed from plan.json), as sentences; empty if fine."""
    reading = Reading(operation)
    found = form(reading, plan)
    if found:
        return found
    ledger = Ledger(reading, plan)
    for check in (lifts, consignments, stocks, ages, food, coverage, aims):
        found += check(ledger)
    return found
