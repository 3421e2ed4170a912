"""Small operations: every stage is searched with whole trips and packs, to its end where that is near."""

from __future__ import annotations

from dataclasses import replace

from malja.lifts.model.model import Model
from malja.lifts.search.bounds import proven
from malja.lifts.search.solution import Found
from malja.lifts.search.stages import Stages, held, settled, stages, tidied
from malja.lifts.search.watch import Watch
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Effort, minimise

#: Beyond these numbers of columns, whole ones and all, a search leads nowhere in a reasonable time.
MOST_WHOLE = 400
MOST_COLUMNS = 6_000

#: The work of a search: nodes times columns. Operations of a few lifts and days end long before it.
WORK = 100_000


def is_small(model: Model) -> bool:
    """Whether a search is worth the while."""
    return len(model.whole) == 0 or (len(model.whole) <= MOST_WHOLE and len(model.program.upper) <= MOST_COLUMNS)


def plan_exactly(model: Model, watch: Watch, start: Floats | None = None) -> Found | None:
    """The plan of a small operation, searched stage by stage from the solution `start`; None where none was found."""
    exactly = _effort(model, watch)
    relaxed = stages(model, model.program, exactly)
    if relaxed is None:
        return None
    watch.say("trips", 0.3)
    if len(model.whole) == 0:
        return _found(model, tidied(model, model.program, relaxed.x, exactly), relaxed, relaxed, watch)
    searched = stages(model, model.program, exactly, whole=model.whole, start=start)
    if searched is None:
        return None
    watch.say("bounds", 0.7)
    ordered = searched.x
    if searched.ended:
        ordered = tidied(model, model.program, ordered, _effort(model, watch), whole=model.whole)
    return _found(model, _exact(model, ordered), searched, relaxed, watch)


def _effort(model: Model, watch: Watch) -> Effort:
    nodes = max(20, WORK // max(1, len(model.program.upper)))
    return replace(watch.effort(gap=max(1e-7, watch.gap), nodes=nodes), precise=True)


def _exact(model: Model, x: Floats) -> Floats:
    """The same trips and packs, the rest worked out again and tidied, free of the search's looser tolerance."""
    program, effort = settled(model.program, model.whole, x), Effort(precise=True)
    for count in (4, 3):
        answer = minimise(held(model, program, x, count), model.aims.cost, effort=effort)
        if answer.values is not None:
            return tidied(model, program, answer.values, effort)
    return x


def _found(model: Model, x: Floats, ended: Stages, relaxed: Stages, watch: Watch) -> Found:
    """The solution with its caps and bounds; what a stage has proven holds under the caps, so for the solution too.

    Where a search of the stages came to no end, another one for the bounds would not either.
    """
    known = [answer.bound for answer in ended.answers]
    known[0] = max(known[0], relaxed.answers[0].bound)
    search = _effort(model, watch) if ended.ended and not watch.over() else None
    return Found(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], ended.caps[3]),
        bounds=proven(model, x, (known[0], known[1], known[2], known[3]), Effort(precise=True), search),
        relaxed=relaxed.answers,
        stopped=watch.over(),
    )
