"""The least that is short before a day, whatever is done from then on."""

from __future__ import annotations

from dataclasses import replace

from malja.lifts.exact import is_small
from malja.lifts.model import Model, model
from malja.lifts.program import Effort
from malja.lifts.stages import stages
from malja.lifts.state import state
from malja.operation.operation import Operation
from malja.problems import Failed, Problem

#: Nodes of a search with whole numbers.
NODES = 500


def effort(model: Model) -> Effort:
    """How far to go: a small program precisely, and through a search with whole numbers."""
    return Effort(precise=is_small(model), nodes=NODES, gap=1e-7)


def least_before(operation: Operation, since: int, *, whole: bool) -> tuple[float, ...]:
    """The aims of the tiers, each at its least after those before it, counting only days before `since`.

    What happens later has no part in it, so a plan that ends there has the same; whole trips and packs if `whole`.
    """
    if since <= 0:
        return (0.0, 0.0, 0.0)
    made = model(
        state(replace(operation, days=min(operation.days, since), reserve_days=max(0, since - operation.days)))
    )
    columns = made.whole if whole else None
    found = stages(made, made.program, effort(made), count=3, slip=False, whole=columns)
    if found is None:
        raise Failed([Problem(code="nothing_found")])
    return found.values
