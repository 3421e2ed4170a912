"""Stronger bounds where packs are large beside what a site needs: trips and such packs whole, all others fractions.

A kit for a thousand people at a site of two hundred, a generator, a tank: a fraction of one serves a plan with
fractions as well as a whole one serves people, so that its bound says little. With these few columns whole, most of
what whole numbers cost is there, in a search that ends at once; the many small packs hardly matter (docs/model.md).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.model.problem import Problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import hold_aims
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.lifts.solver.program import Effort, minimise

#: A pack is large where it gives this share of what a need asks at a site: on its day, of consumables on all days.
_LARGE = 0.1

#: A bound this share below its aim is near enough.
_NEAR = 0.01

#: Nodes of a search of 8,000 columns, of others by the square: nodes are dearer there. It ends within this gap.
_NODES, _COLUMNS, _GAP = 400, 8_000, 1e-3

#: The most columns of a program that is searched for survival and minimum, for the target and for the cost, which take
#: ever longer and gain ever less.
_MOST_COLUMNS = (40_000, 40_000, 20_000, 10_000)


def strengthen_bounds(
    model: Model, x: Floats, bounds: tuple[float, float, float, float], deadline: Deadline
) -> tuple[float, float, float, float]:
    """The bounds of a solution, raised where they are far below its aims; for plans whose earlier aims are no worse.

    least aim  such that  all constraints, earlier aims held;  trips, carriers and loads of large packs whole

    A search that is cut short, by work or by time, has a bound as well.
    """
    raised = list(bounds)
    columns, size = list_large_columns(model), len(model.program.upper)
    for stage, value in enumerate(model.values(x)):
        if not len(columns) or size > _MOST_COLUMNS[stage]:
            break
        if value - raised[stage] <= _NEAR * max(1.0, abs(value)):
            continue
        if deadline.has_passed():
            break
        effort = _effort(model, deadline, 4 - stage)
        program, aim = hold_aims(model, model.program, x, stage), model.objectives()[stage]
        answer = minimise(program, aim, whole=columns, start=x, effort=effort)
        if answer.values is not None and np.isfinite(answer.bound):
            raised[stage] = max(raised[stage], answer.bound)
    return raised[0], raised[1], raised[2], raised[3]


def list_large_columns(model: Model) -> Ints:
    """Columns that must be whole: those of vehicles, and loads of packs that are large where they go."""
    p, v = model.problem, model.columns
    large = find_large_packs(p)[p.lifts.destination]
    loads = np.where(large[:, p.lots.item][:, :, None], v.load, -1)
    packs = np.where(large[:, :, None], v.packs, -1)
    whole = np.intersect1d(model.packs, np.concatenate([loads[loads >= 0], packs[packs >= 0]]))
    return np.concatenate([model.vehicles, whole])


def find_large_packs(p: Problem) -> Bools:
    """[place, item] whether a pack is large beside what one of the needs it serves asks there; at hubs, at any site.

    What stands or runs is compared with the day on which most is asked, what is used with all days together.
    """
    large = np.zeros((len(p.operation.places), len(p.pack)), dtype=bool)
    most = p.required.max(axis=1)
    for pairs, asked in ((p.in_place, most.max(axis=1)), (p.per_day, most.max(axis=1)), (p.use, most.sum(axis=1))):
        for i, k, units in pairs:
            if asked[k] > 0 and units >= _LARGE * asked[k]:
                large[p.sites[p.site[k]], i] = True
    others = np.setdiff1d(np.arange(len(large)), p.sites)
    large[others] = large.any(axis=0)
    return large


def _effort(model: Model, deadline: Deadline, aims: int) -> Effort:
    """The effort of one search: some nodes, and a share of the time that is left for so many aims."""
    nodes = max(1, min(_NODES, round(_NODES * (_COLUMNS / len(model.program.upper)) ** 2)))
    seconds = deadline.seconds_left() / (aims + 1)
    return replace(deadline.make_effort(seconds=seconds, nodes=nodes, gap=_GAP, brief=True), proof=True)
