"""Plans of operations of any size: large ones site by site, with prices on what sites share (docs/model.md, Scale)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from malja import clock
from malja.lifts.decomposition.bounds import prove_by_prices
from malja.lifts.decomposition.crews import open_workers
from malja.lifts.decomposition.master import Master
from malja.lifts.decomposition.partition import SHARED, Partition, split_by_site
from malja.lifts.decomposition.pieces import cut_pieces
from malja.lifts.decomposition.prices import PriceRound, PriceSearch, find_unit, search_prices, weigh_measures
from malja.lifts.decomposition.shared_plan import Takes, list_takes
from malja.lifts.decomposition.site_worker import PieceWork
from malja.lifts.decomposition.whole_plan import plan_whole
from malja.lifts.decomposition.workers import Workers
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan, Progress
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.planning import plan_lifts
from malja.lifts.search.solution import Solution
from malja.lifts.search.solution_to_plan import build_plan
from malja.operation.operation import Operation
from malja.problems import Problem, Refused

#: With fewer columns than this, or no more than so many sites, the whole is searched at once: it ends nearer the best.
_LARGE, _FEW_SITES = 100_000, 6

#: Rounds of prices at most: for a first idea of shortfalls and cost, for the weighed aims, and for the bound of an aim.
_FIRST_ROUNDS, _ROUNDS, _BOUND_ROUNDS = 4, 40, 8

#: How near prices go: half a hundredth of the weighed aims, and of what an aim's bound could be.
_GAP, _BOUND_GAP = 5e-3, 5e-3

#: Of a limited time, the share for prices and the share of what is left for whole numbers; the rest is for bounds.
_FOR_PRICES, _FOR_WHOLE = 0.4, 0.75

#: Weights before anything is known: shortfalls as far apart as ever, cost hardly counted.
_CHEAP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesReport:
    """How a plan was put together: the pieces with their sizes and times, the rounds, and seconds by step.

    `shared_seconds` is what went by while no worker had anything to do: more workers do not make it less.
    """

    pieces: tuple[PieceWork, ...]
    rounds: tuple[PriceRound, ...]
    seconds: dict[str, float]
    shared_seconds: float
    workers: int


def plan_operation(
    operation: Operation,
    *,
    start: Plan | None = None,
    seconds: float | None = None,
    gap: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    workers: int = 1,
    ray: str | None = None,
    tell: Callable[[PiecesReport], None] | None = None,
) -> Plan:
    """What every lift carries and when, as `plan_lifts` says; a large operation of many sites is planned in pieces,
    and from nowhere: a `start` plan is not looked at.

    `workers` is the number of processes for these pieces, `ray` the address of a Ray cluster (`local`: one on this
    machine). The plan is the same with any number of workers, unless `seconds` cut it short. `tell` is told of pieces.
    Raises Refused for `seconds` or a `gap` that is no number, or below 0.
    """
    wrong = [*_check_limit("seconds", seconds), *_check_limit("gap", gap)]
    if wrong:
        raise Refused(wrong)
    deadline = Deadline(seconds, progress, stop, gap)
    split = _split_if_large(operation)
    if split is None:
        return plan_lifts(operation, start=start, seconds=seconds, gap=gap, progress=progress, stop=stop)
    return plan_in_pieces(*split, deadline, workers=workers, ray=ray, tell=tell)


def _check_limit(name: str, given: object) -> Iterator[Problem]:
    """What is wrong with a limit of the search that somebody's program gives; None is no limit."""
    if given is None:
        return
    if not isinstance(given, int | float) or math.isnan(given):
        yield Problem.at(None, "number_wanted", name, given)
    elif given < 0:
        yield Problem.at(None, "number_below", name, given, least=0)


def _split_if_large(operation: Operation) -> tuple[Model, Partition, Takes] | None:
    """The model with its partition and what sites take; None where the whole is searched at once."""
    if sum(place.role == "site" for place in operation.places) <= _FEW_SITES:
        return None
    model = build_model(build_problem(operation))
    if len(model.program.upper) < _LARGE:
        return None
    partition = split_by_site(model)
    takes = list_takes(model, partition)
    return None if takes is None else (model, partition, takes)


def plan_in_pieces(
    model: Model,
    partition: Partition,
    takes: Takes,
    deadline: Deadline,
    *,
    workers: int = 1,
    ray: str | None = None,
    tell: Callable[[PiecesReport], None] | None = None,
) -> Plan:
    """The plan of a model by its pieces, whatever its size."""
    watch = _Watch()
    with open_workers(model, partition, workers, ray) as crew:
        watch.note("begin")
        master = begin_master(model, partition, crew)
        deadline.report_progress("needs", 0.05)
        found = find_prices(model, master, crew, in_time := _take_part(deadline, _FOR_PRICES))
        watch.note("prices")
        deadline.report_progress("trips", 0.4)
        whole = plan_whole(model, partition, master, takes, found, crew, _take_part(deadline, _FOR_WHOLE))
        watch.note("whole")
        deadline.report_progress("bounds", 0.8)
        bounds = prove_by_prices(model, master, crew.propose, whole.x, deadline, rounds=_BOUND_ROUNDS, gap=_BOUND_GAP)
        watch.note("bounds")
        if tell is not None:
            tell(
                PiecesReport(
                    pieces=tuple(crew.tell_work()),
                    rounds=found.rounds,
                    seconds=watch.seconds,
                    shared_seconds=watch.total() - crew.busy_seconds,
                    workers=workers,
                )
            )
    values = model.values(whole.x)
    solution = Solution(
        x=whole.x,
        caps=values,
        bounds=bounds,
        relaxed=None,
        stopped=whole.stopped or in_time.stopped or deadline.stopped,
        limits=(),
    )
    result = build_plan(model, solution, (), version("highspy"))
    deadline.report_progress("done", 1.0, max(aim.gap for aim in result.aims))
    return result


def begin_master(model: Model, partition: Partition, crew: Workers) -> Master:
    """What is shared, with a first proposal of each site: to make do with what it has."""
    matrix, joined = model.program.matrix, partition.joined
    master = Master(
        cut_pieces(model, partition, (SHARED,))[0],
        matrix.row_lower[joined],
        matrix.row_upper[joined],
        partition.sites,
    )
    for proposal in crew.propose_nothing():
        master.add(proposal)
    return master


def find_prices(model: Model, master: Master, crew: Workers, deadline: Deadline) -> PriceSearch:
    """The prices of the weighed aims, near the shortfall and cost that a few first rounds come to."""
    first = weigh_measures(model, 1.0, _CHEAP)
    none = np.full(len(first), np.inf)
    rough = search_prices(master, crew.propose, first, none, deadline, rounds=_FIRST_ROUNDS, gap=_GAP)
    assert rough is not None  # noqa: S101 - making do is a mixture
    unit = find_unit(model, float(rough.mixture.measures[2]), float(rough.mixture.measures[3]))
    weights = weigh_measures(model, unit, 1.0)
    gap = max(_GAP, deadline.gap)
    found = search_prices(master, crew.propose, weights, none, deadline, rounds=_ROUNDS, gap=gap)
    assert found is not None  # noqa: S101 - making do is a mixture
    return found


def _take_part(deadline: Deadline, share: float) -> Deadline:
    """A deadline that ends after a share of the time that is left, and whenever the user wants to stop."""
    left = deadline.seconds_left()
    return Deadline(share * left if np.isfinite(left) else None, stop=deadline.has_passed, gap=deadline.gap)


class _Watch:
    """Seconds from note to note."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = clock.seconds()

    def total(self) -> float:
        """Seconds of all steps."""
        return sum(self.seconds.values())

    def note(self, step: str) -> None:
        """End a step."""
        now = clock.seconds()
        self.seconds[step] = now - self._last
        self._last = now
