"""An operation tried: the same futures lived through with each way of planning, week by week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from malja import clock
from malja.catalogue.facts import TIERS, Tier
from malja.lifts.hedge.chances import NO_TROUBLE, Chances, Draws
from malja.lifts.hedge.foresight import foresee
from malja.lifts.hedge.plan_hedged import plan_hedged
from malja.lifts.plan.plan import Plan, Progress
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.problems import Problem, Refused
from malja.simulation.replanning import describe_situation
from malja.simulation.schedules import Schedule, fill_as_today, hold_cover, read_schedule
from malja.simulation.world import World

#: Shares of a requirement below this are nothing: what the solver's tolerance leaves.
_NOTHING = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSettings:
    """What is tried: chances, runs, days between plans, days of cover to hold (0: no such way)."""

    chances: Chances
    runs: int = 3
    again: int = 7
    keep: int = 0
    hedge: int = 0
    """Futures that hedged plans look at (0: no such way)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What people lacked of one need at one tier: person-days at all sites, and the first day (None: never)."""

    person_days: float
    first_day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out of one future: by need and tier, by tier in weighted person-days; departures that did not go."""

    lacks: dict[tuple[str, Tier], Lack]
    totals: dict[Tier, float]
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """All outcomes by way, a run after the other; `promised`: what the first plan says, in which nothing goes wrong.

    Ways: `plan`, `keep` (plans that hold cover), `hedge` (plans that look at futures), `rule` (days of cover), `known`
    (one plan that knows the future).

    `days`: days that were lived through in each run (the whole horizon, unless stopped during the first run).
    """

    settings: TrialSettings
    outcomes: dict[str, tuple[Outcome, ...]]
    promised: Outcome | None
    runs: int
    days: int
    stopped: bool


class _StoppedError(Exception):
    """Time is up, or the user wants to end."""


def try_operation(
    operation: Operation,
    settings: TrialSettings,
    *,
    seconds: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Trials:
    """Live through `runs` futures with malja's plans and with the days-of-cover rule (docs/trying.md).

    The same operation and settings give the same outcomes; `seconds` and `stop` end it early with the runs done so far
    (or the days of the first one). Refuses settings that do not go with the operation.
    """
    check_settings(operation, settings)
    return _Trying(operation, settings, seconds, progress, stop).all_runs()


def check_settings(operation: Operation, settings: TrialSettings) -> None:
    """Refuse to plan again in the middle of a week where weeks count."""
    weekly = [lift.lift for lift in operation.lifts if lift.per_week is not None]
    if settings.again % 7 and weekly and settings.again < operation.days:
        raise Refused([Problem.at(None, "try_whole_weeks", "again", settings.again, lift=weekly[0])])


class _Trying:
    def __init__(
        self,
        operation: Operation,
        settings: TrialSettings,
        seconds: float | None,
        progress: Callable[[Progress], None] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self.operation, self.settings = operation, settings
        self.end = None if seconds is None else clock.seconds() + seconds
        self.progress, self.stop = progress, stop
        more = [way for way, wanted in (("keep", settings.keep), ("hedge", settings.hedge)) if wanted]
        self.ways = ("plan", *more, "rule")
        self.first: dict[str, Schedule] = {}
        self.promised: Outcome | None = None
        self.done = 0

    def all_runs(self) -> Trials:
        """Every run; those that are over when it is stopped, or the days of the first one."""
        outcomes: dict[str, list[Outcome]] = {way: [] for way in (*self.ways, "known")}
        days, runs, stopped = self.operation.horizon, 0, False
        worlds: dict[str, World] = {}
        try:
            for run in range(self.settings.runs):
                draws = Draws(chances=self.settings.chances, run=run)
                worlds = {way: World(self.operation, draws) for way in self.ways}
                self._one_run(worlds)
                known = self._plan_knowing(draws)
                runs += 1
                for way, world in worlds.items():
                    outcomes[way].append(sum_up(world))
                outcomes["known"].append(known)
        except _StoppedError:
            stopped = True
            if not runs:
                days = min(world.day for world in worlds.values())
                outcomes = {way: [sum_up(world, days)] for way, world in worlds.items()}
        return Trials(
            settings=self.settings,
            outcomes={way: tuple(results) for way, results in outcomes.items()},
            promised=self.promised,
            runs=runs,
            days=days,
            stopped=stopped,
        )

    def _one_run(self, worlds: dict[str, World]) -> None:
        """All ways side by side, from one planning to the next."""
        days, again = self.operation.days, self.settings.again
        for day in range(0, days, again):
            until = min(day + again, days)
            if until == days:
                until = self.operation.horizon
            for way, world in worlds.items():
                schedule = self._plan(way, world)
                world.forget_rations()
                for _ in range(day, until):
                    self._check()
                    world.live(schedule, self.settings.keep if way == "keep" else 0)
                self.done += 1
                self._report()

    def _plan(self, way: str, world: World) -> Schedule:
        """The schedule that a way makes of what is known; the first day's is the same in every future."""
        self._check()
        if world.day == 0 and way in self.first:
            return self.first[way]
        situation = describe_situation(world)
        if way == "rule":
            schedule = fill_as_today(situation, world.day)
        else:
            asked = hold_cover(situation, self.settings.keep if way == "keep" else 0)
            schedule = self._plan_as_malja(way, asked, world)
        if world.day == 0:
            self.first[way] = schedule
        return schedule

    def _plan_as_malja(self, way: str, asked: Operation, world: World) -> Schedule:
        """malja's plan of what is left; one that is cut short is none."""
        seconds, chances, again = self._seconds_left(), self.settings.chances, self.settings.again
        if way == "hedge":
            number = self.settings.hedge
            stop = self._wants_to_stop
            plan = plan_hedged(asked, chances, number, days=again, price=False, seconds=seconds, stop=stop)
        else:
            plan = plan_lifts(asked, seconds=seconds, stop=self._wants_to_stop)
        self._check()
        if world.day == 0 and way == "plan":
            self.promised = self._read_coverage(plan, NO_TROUBLE)
        return read_schedule(asked, plan, world.day)

    def _plan_knowing(self, draws: Draws) -> Outcome:
        """What one plan promises that knows the future."""
        plan = plan_lifts(foresee(self.operation, draws), seconds=self._seconds_left(), stop=self._wants_to_stop)
        self._check()
        return self._read_coverage(plan, draws)

    def _read_coverage(self, plan: Plan, draws: Draws) -> Outcome:
        """What people lack by a plan's own coverage."""
        world = World(self.operation, draws)
        number = {(need.place, need.need.need): n for n, need in enumerate(world.tables.needs)}
        for row in plan.coverage:
            world.provided[number[row.place, row.need]][self.operation.day(row.date)] = row.provided
        return sum_up(world)

    def _seconds_left(self) -> float | None:
        return None if self.end is None else max(0.01, self.end - clock.seconds())

    def _wants_to_stop(self) -> bool:
        return (self.end is not None and clock.seconds() >= self.end) or (self.stop is not None and self.stop())

    def _check(self) -> None:
        if self._wants_to_stop():
            raise _StoppedError

    def _report(self) -> None:
        plannings = -(-self.operation.days // self.settings.again)
        if self.progress is not None:
            share = self.done / (plannings * len(self.ways) * self.settings.runs)
            self.progress(Progress(stage="trying", done=share))


def sum_up(world: World, days: int | None = None) -> Outcome:
    """What people lacked in a world, on its first days."""
    lacks: dict[tuple[str, Tier], Lack] = {}
    totals: dict[Tier, float] = dict.fromkeys(TIERS, 0.0)
    until = world.operation.horizon if days is None else days
    for number, need in enumerate(world.tables.needs):
        people = world.people_of(need)[:until]
        for tier, missing in world.missing_of(number).items():
            share = missing[:until]
            share = np.where(share > _NOTHING, share, 0.0)
            person_days = float((people * share).sum())
            totals[tier] += need.need.weight * person_days
            short = np.flatnonzero(share)
            first = int(short[0]) if len(short) else None
            key = need.need.need, tier
            before = lacks.get(key, Lack(person_days=0.0, first_day=None))
            firsts = [day for day in (before.first_day, first) if day is not None]
            lacks[key] = Lack(person_days=before.person_days + person_days, first_day=min(firsts, default=None))
    return Outcome(lacks=lacks, totals=totals, failed=len(world.failed))
