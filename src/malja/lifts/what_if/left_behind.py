"""What becomes short if lines of a plan's loads stay behind, all else goes as planned, and the best is made of it.

Each tier is looked at by itself, as days of cover are: of what is missing as little as can be, and that as late as can
be. Every line touches few goods and needs, which are solved apart from all others, each time from where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from malja.catalogue.facts import TIERS
from malja.cover.severity import judge_severity, rank_lack
from malja.lifts.model.problem import Problem
from malja.lifts.model.shortfall_charge import SHORTFALL_PIECE
from malja.lifts.plan.plan import LoadLack
from malja.lifts.solver.matrix import Floats, Ints, gather, scatter
from malja.lifts.solver.parts import FIXED, ProgramPart, ProgramParts
from malja.lifts.solver.program import Effort, Program, Session
from malja.lifts.what_if.planned_loads import LoadLine, PlannedLoads
from malja.problems import Failed
from malja.problems import Problem as Trouble

#: A share of a requirement that is missing besides, below which a need is not named, and below which there is none.
NOTICED, NOTHING = 0.005, 1e-5

#: By how much a need may be shorter on a day on which nothing is to be noticed.
_UNNOTICED = 0.9 * NOTICED

#: How much more a lack on the first day counts than one on the last.
_LATER = 0.05

#: The number of the last tier.
LAST_TIER = len(TIERS) - 1

#: What stands in the place of a tier: how the basket breaks if nothing is shorter, what is paid if it doesn't either.
VARIETY, MONEY = len(TIERS), len(TIERS) + 1

#: What may be shorter all the same where variety and money are looked at: more than what is none.
_AS_SHORT = 2 * NOTHING


@dataclass(slots=True, kw_only=True)
class _Trial:
    """A part of the program, and by tier a session and what is found if nothing stays behind.

    `needs`: site needs in it, `short` [need, tier, piece, day]: the part's columns of what is short of them, `whole`
    [need, tier, day]: pieces that are short in any case, `missing`: what is short in the plan.
    """

    part: ProgramPart
    needs: Ints
    short: Ints
    whole: Floats
    missing: Floats
    sessions: dict[int, Session]
    found: dict[int, Floats]
    stood: dict[int, Any]
    failed: set[int]


class LeftBehind:
    """Lines of one plan's loads that stay behind, tried one after the other."""

    def __init__(self, loads: PlannedLoads) -> None:
        self.loads = loads
        self._parts = ProgramParts(loads.program, loads.dropped)
        self._trials: dict[int, _Trial] = {}
        self._costs = [*(_weigh(loads, tier) for tier in range(len(TIERS))), _charge(loads), _price(loads)]

    def find_lacks(self, lines: Sequence[LoadLine], tier: int) -> tuple[LoadLack, ...]:
        """What is short of a tier besides, by however little, if the lines stay behind: in the order of all lacks."""
        lacks = [lack for trial in self._list_trials(lines) for lack in self._list_lacks(trial, lines, tier)]
        return tuple(self.sort_lacks(lacks))

    def sort_lacks(self, lacks: Iterable[LoadLack]) -> list[LoadLack]:
        """Lacks in the order of all lacks, then the one of more person-days."""
        needs = {(need.place, need.need.need): need.need for need in self.loads.model.problem.needs}

        def order(lack: LoadLack) -> tuple[float, ...]:
            need = needs[lack.place, lack.need]
            severity = judge_severity(need, lack.tier, min(1.0, lack.worst))
            return (*rank_lack(severity, lack.first, need.weight), -lack.person_days)

        return sorted(lacks, key=order)

    def solve(self, lines: Sequence[LoadLine], tier: int) -> Iterator[tuple[Ints, Floats, Floats]]:
        """By part that the lines are in: its columns, their values if nothing stays behind, and if the lines do."""
        for trial in self._list_trials(lines):
            yield trial.part.columns, self._find_usual(trial, tier), self._leave(trial, lines, tier)

    def spread(self, columns: Ints, values: Floats) -> Floats:
        """Values of a part's columns as values of all columns; others are what their bounds say."""
        whole = self.loads.program.lower.copy()
        whole[columns] = values
        return whole

    def _list_trials(self, lines: Iterable[LoadLine]) -> list[_Trial]:
        """The parts that lines are in."""
        of = self._parts.part_of
        parts = dict.fromkeys(int(of[column]) for line in lines for column in (line.planned, line.left))
        return [self._trial(part) for part in parts if part != FIXED]

    def _trial(self, number: int) -> _Trial:
        if number not in self._trials:
            part = self._parts.build(number)
            provided = self.loads.model.columns.provided
            needs = np.flatnonzero((np.isin(provided, part.columns) & (provided >= 0)).any(axis=1))
            short = self.loads.model.columns.short[needs]
            place = np.searchsorted(part.columns, short)
            place = np.minimum(place, len(part.columns) - 1)
            mine = part.columns[place] == short
            self._trials[number] = _Trial(
                part=part,
                needs=needs,
                # A piece that is short in all of the plan has no column in the part.
                short=np.where(mine, place, -1),
                whole=np.where(mine, 0.0, gather(self.loads.program.lower, short)).sum(axis=2),
                missing=self.loads.missing[needs],
                sessions={},
                found={},
                stood={},
                failed=set(),
            )
        return self._trials[number]

    def _session(self, trial: _Trial, tier: int) -> Session:
        """The session of a part and tier, solved once with nothing left behind."""
        if tier in trial.failed:
            raise Failed([Trouble(code="nothing_found")])
        if tier not in trial.sessions:
            program = trial.part.program if tier <= LAST_TIER else self._hold(trial, tier)
            session = Session(program, self._costs[tier][trial.part.columns], Effort())
            left = self._number(trial, [line.left for line in self.loads.lines])
            session.fix(left, np.zeros(len(left)))
            # A plan that does not fit its operation may have no solution here: that is found out once.
            trial.failed.add(tier)
            trial.found[tier] = _solve(session)
            trial.failed.remove(tier)
            trial.stood[tier] = session.basis()
            trial.sessions[tier] = session
        return trial.sessions[tier]

    def _hold(self, trial: _Trial, tier: int) -> Program:
        """The program of a part in which no need may be shorter; for money no rule of the basket either."""
        model = self.loads.model
        lower, upper = trial.part.program.lower, trial.part.program.upper.copy()
        for other in range(len(TIERS)):
            short = np.unique(trial.short[:, other][trial.short[:, other] >= 0])
            usual = np.maximum(lower[short], self._find_usual(trial, other)[short])
            upper[short] = np.minimum(upper[short], usual + _AS_SHORT)
        if tier == MONEY and (basket := model.basket) is not None:
            rules = np.concatenate([part.ravel() for part in (basket.over, basket.under, basket.raw)])
            mine = self._number(trial, np.unique(rules))
            upper[mine] = self._find_usual(trial, VARIETY)[mine] + NOTICED
        return trial.part.program.with_bounds(lower, upper)

    def _number(self, trial: _Trial, columns: Sequence[int] | Ints) -> Ints:
        """The numbers that columns have in a part, those that are not in it left out."""
        wanted = np.array(columns, dtype=np.int64)
        place = np.searchsorted(trial.part.columns, wanted)
        place = np.minimum(place, len(trial.part.columns) - 1)
        there = trial.part.columns[place] == wanted
        return np.asarray(place[there], dtype=np.int64)

    def _find_usual(self, trial: _Trial, tier: int) -> Floats:
        self._session(trial, tier)
        return trial.found[tier]

    def _leave(self, trial: _Trial, lines: Sequence[LoadLine], tier: int) -> Floats:
        """The values of a part's columns if lines stay behind; before they would have been there all is as usual."""
        session = self._session(trial, tier)
        planned = self._number(trial, [line.planned for line in lines])
        left = self._number(trial, [line.left for line in lines])
        session.fix(planned, np.zeros(len(planned)))
        session.fix(left, trial.part.program.upper[left])
        session.restore(trial.stood[tier])
        try:
            if tier > LAST_TIER:
                answer = session.solve()
                return trial.found[tier] if answer.values is None else answer.values
            return self._leave_late(trial, tier, min(line.usable for line in lines))
        finally:
            session.set_bounds(planned, np.zeros(len(planned)), trial.part.program.upper[planned])
            session.fix(left, np.zeros(len(left)))

    def _leave_late(self, trial: _Trial, tier: int, usable: int) -> Floats:
        """The solution in which the first day on which anything would be noticed is as late as it can be."""
        session, short = trial.sessions[tier], trial.short[:, tier]
        usual = self._find_short(trial, trial.found[tier], tier)
        horizon = short.shape[-1]
        try:
            kept = self._keep(trial, tier, usual, range(usable), _UNNOTICED)
            values = _solve(session)
            while True:
                worse = self._find_short(trial, values, tier) - usual
                noticed = np.flatnonzero((worse > NOTICED).any(axis=0))
                first = int(noticed[0]) if len(noticed) else horizon
                if first >= horizon:
                    return values
                kept = self._keep(trial, tier, usual, range(kept, first + 1), _UNNOTICED)
                answer = session.solve()
                if answer.values is None:
                    return values
                values = answer.values
        finally:
            mine = short[short >= 0]
            session.set_bounds(mine, trial.part.program.lower[mine], trial.part.program.upper[mine])

    def _keep(self, trial: _Trial, tier: int, usual: Floats, days: range, more: float) -> int:
        """Let no need be shorter than usual on days but by `more`; the day behind the last."""
        columns = trial.short[:, tier, :, days.start : days.stop]
        piece = SHORTFALL_PIECE * np.arange(columns.shape[1])[None, :, None]
        most = np.clip(usual[:, None, days.start : days.stop] + more - piece, 0.0, SHORTFALL_PIECE)
        there = columns >= 0
        mine, lower = columns[there], trial.part.program.lower[columns[there]]
        trial.sessions[tier].set_bounds(mine, lower, np.maximum(most[there], lower))
        return days.stop

    def _find_short(self, trial: _Trial, values: Floats, tier: int) -> Floats:
        """[need of the part, day] the share that is short, at least what is short in the plan."""
        short = gather(values, trial.short[:, tier]).sum(axis=1) + trial.whole[:, tier]
        least: Floats = np.maximum(short, trial.missing[:, tier])
        return least

    def _list_lacks(self, trial: _Trial, lines: Sequence[LoadLine], tier: int) -> Iterator[LoadLack]:
        """The needs of a part that are shorter of a tier if lines stay behind."""
        p = self.loads.model.problem
        after = self._leave(trial, lines, tier)
        before = self._find_short(trial, self._find_usual(trial, tier), tier)
        worse = self._find_short(trial, after, tier) - before
        for n, k in enumerate(trial.needs):
            if (worse[n] > NOTHING).any():
                yield _describe(p, int(k), tier, worse[n], before[n])


def _describe(p: Problem, k: int, tier: int, worse: Floats, before: Floats) -> LoadLack:
    """A lack; days on which it is not noticed count only where it is noticed on none."""
    days = np.flatnonzero(worse > (NOTICED if (worse > NOTICED).any() else NOTHING))
    people = p.concerned[k]
    return LoadLack(
        place=p.needs[k].place,
        need=p.needs[k].need.need,
        tier=TIERS[tier],
        first=p.operation.date(int(days[0])),
        last=p.operation.date(int(days[-1])),
        people=float(people[days].max()),
        worst=float(worse.max()),
        person_days=float((np.maximum(worse, 0.0) * people).sum()),
        deeper=bool(before[days[0]] > NOTICED),
    )


def _solve(session: Session) -> Floats:
    answer = session.solve()
    if answer.values is None:
        raise Failed([Trouble(code="nothing_found")])
    return answer.values


def find_lateness(days: int) -> Floats:
    """[day] how much a lack counts: a little less each day, so that what is there is used first."""
    return 1.0 + _LATER * np.arange(days, 0, -1) / max(1, days)


def _weigh(loads: PlannedLoads, tier: int) -> Floats:
    """What is minimised for a tier: its person-days short, a little less each day."""
    model = loads.model
    p, short = model.problem, model.columns.short
    cost = np.zeros(len(loads.program.upper))
    late = find_lateness(p.horizon)
    scatter(cost, short[:, tier], (p.weight[:, None] * p.concerned * late)[:, None])
    return cost


def _charge(loads: PlannedLoads) -> Floats:
    """The charge of the basket, a little less each day."""
    model = loads.model
    late = find_lateness(model.problem.horizon)[model.program.matrix.day]
    return np.asarray(model.aims.basket * late, dtype=float)


def _price(loads: PlannedLoads) -> Floats:
    """What is paid for goods by column; the goods that lines bring are bought in any case, at places left out here."""
    cost = np.zeros(len(loads.program.upper))
    scatter(cost, loads.model.columns.buy, loads.model.problem.supply_cost[:, None])
    return cost
