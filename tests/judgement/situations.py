"""What a line of the checklist is asked of: an operation and its plan, with the judge's reading of both."""

from __future__ import annotations

import fcntl
import json
from functools import cached_property
from pathlib import Path
from typing import Any

from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Lift
from tests.lifts.eating import Eating
from tests.lifts.judge import judge
from tests.lifts.ledger import Ledger, Load
from tests.lifts.reading import Reading

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
FOLDERS = {
    path.name: path
    for path in (HERE, EXAMPLES)
    for path in sorted(path.iterdir())
    if (path / "operation.toml").is_file()
}


class Situation:
    """An operation, the text of its plan.json, and what stands in both."""

    def __init__(self, operation: Operation, text: str) -> None:
        self.operation, self.text = operation, text
        self.plan: dict[str, Any] = json.loads(text)
        self.reading = Reading(operation)
        self.ledger = Ledger(self.reading, self.plan)
        self.loading = self.ledger.loading
        self.eating = Eating(self.reading)

    @cached_property
    def faults(self) -> list[str]:
        """What the judge finds wrong."""
        return judge(self.operation, self.plan)

    def say(self, *words: str) -> list[str]:
        """The judge's sentences that hold any of the words."""
        return [sentence for sentence in self.faults if any(word in sentence for word in words)]

    def trips(self) -> list[tuple[Lift, int, Load]]:
        """Each day's vehicles of a lift that leave, flows left out."""
        found = [(self.reading.lifts[name], day, load) for (name, day), load in self.ledger.loads.items()]
        return [(lift, day, load) for lift, day, load in found if lift.mode == "trip"]

    def planned(self, lift: Lift, day: int) -> dict[str, float]:
        """What the planner loads, beyond what is committed."""
        return {item: units for item, units in self.ledger.planned(lift.lift, day).items() if units > 1e-6}


def find_situation(name: str, shared: Path) -> Situation:
    """The situation of a folder by its name, planned once a session: `shared` is seen by all of pytest's workers."""
    operation, kept = read_operation(FOLDERS[name]), shared / f"judgement-{name}.json"
    with (shared / f"judgement-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(format_plan(plan_lifts(operation)), encoding="utf-8")
    return Situation(operation, kept.read_text(encoding="utf-8"))
