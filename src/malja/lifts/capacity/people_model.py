"""How many people a site can hold, as a linear program: the number of people is a column.

    largest N  such that  provided[k,t] * top[k,t] >= r[k,m] * share[k] * N          (needs k of the site, days t >= D)
               use[i,t] <= max_per_person_day[i] * N
               F[m'] before D and elsewhere <= the least it can be, for every tier m' up to m

with every other constraint of the model as it is. What all who came are counted for (`kept`) is due to those who came
before D and to N, whichever is more: R = r * share * (E[D-1] + max(0, N - N[D-1])).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.basket_rows import charge_basket
from malja.lifts.model.limit_steps import LimitStep, add_limit_steps
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem import Problem
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.variables import Variables
from malja.lifts.search.unavoidable_shortfall import cap_charge, cap_shortfalls, choose_effort
from malja.lifts.solver.matrix import Bools, Floats, Ints, MatrixBuilder, scatter
from malja.lifts.solver.program import Cap, Program, minimise
from malja.lifts.solver.tolerances import PEOPLE_TOLERANCE, SHORTFALL_TOLERANCE
from malja.operation.headcount import count_arrived, count_present
from malja.operation.operation import Operation
from malja.operation.rows import Movement

#: What a basket cannot help breaking is found with so large a share of the people; so much more is allowed, as a share
#: of it and elsewhere of rations: less than a plan would tell.
_FEW, _BASKET_ROOM = 0.01, 1e-3

#: The number of people may grow to so many times the scale: room for the steps.
_MAX_NUMBER = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleModel:
    """The model of a site with `scale` people from day `since` on; `number[m]` is the share of them at tier m.

    `asking[m]` is 1 while tier m is asked. `rows[m]` [need, day] hold what each of `needs` must give, `aside[m]` [need]
    lets it be missing, `missing[m]` [need] says where nothing gives any; `steps`: what may be opened. All of these are
    closed in `model.program`, which so stands for nobody at the site from `since` on.
    """

    model: Model
    site: int
    since: int
    scale: float
    number: Ints
    asking: Ints
    needs: Ints
    """The needs of the site: indices into the problem's."""
    rows: tuple[Ints, ...]
    aside: tuple[Ints, ...]
    missing: tuple[Bools, ...]
    steps: tuple[LimitStep, ...]
    charge: Floats
    """The charge of the basket at the site from its day on, by column, but for changes from day to day."""

    def goal(self, tier: int) -> Floats:
        """The objective: minus the number of people at a tier."""
        goal = np.zeros(len(self.model.program.upper))
        goal[self.number[tier]] = -1.0
        return goal

    def hold_basket(self, program: Program, tier: int, people: float, whole: Ints | None = None) -> tuple[Cap, ...]:
        """Caps that keep the basket: a person is charged no more than in `program` where there is plenty for each.

        That is where a hundredth of `people` are there: what is unavoidable. Before the day and elsewhere the charge
        stays at its least, but for a thousandth of a ration a person. None without
        a basket, or where that finds nothing.
        """
        elsewhere = self.model.aims.basket
        if self.model.basket is None:
            return ()
        few = max(_FEW * people, PEOPLE_TOLERANCE) / self.scale
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[self.number[tier]] = upper[self.number[tier]] = few
        least = minimise(
            program.with_bounds(lower, upper), elsewhere + self.charge, whole=whole, effort=choose_effort(self.model)
        )
        if least.values is None:
            return ()
        each = float(self.charge @ least.values) / few
        days = len(self.model.problem.people[self.site, self.since :])
        of_number = self.charge.copy()
        of_number[self.number[tier]] = -(each * (1.0 + _BASKET_ROOM) + SHORTFALL_TOLERANCE * days * self.scale)
        concerned = self.model.problem.concerned[list(self.model.basket.basket.need)].sum()
        most = float(elsewhere @ least.values) + _BASKET_ROOM * float(concerned)
        caps = (Cap(coefficients=of_number, upper=0.0), cap_charge(elsewhere, most))
        return tuple(cap for cap in caps if cap.coefficients.any())

    def holding(self, tier: int, values: tuple[float, ...]) -> Program:
        """The program in which one tier is required, and shortfalls before and elsewhere are at most `values`."""
        program = self.model.program
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[self.asking[tier]] = 1.0
        upper[self.asking[tier]], upper[self.number[tier]] = 1.0, _MAX_NUMBER
        return program.with_bounds(lower, upper).with_caps(*cap_shortfalls(self.model, values))


def build_people_model(operation: Operation, place: str, since: int, scale: int) -> PeopleModel:
    """The model for a site from day `since` on; `scale` is more people than it can hold."""
    problem = build_problem(set_headcount(operation, place, scale, operation.date(since)))
    site = [operation.places[n].place for n in problem.sites].index(place)
    counted: Ints = np.flatnonzero(problem.site == site)
    concerned = problem.concerned.copy()
    concerned[counted, since:] = 0.0
    here_only = problem.concerned - concerned
    problem = replace(problem, concerned=concerned)
    here = int(count_present(operation)[place][since - 1]) if since else 0
    came = int(count_arrived(operation)[place][since - 1]) if since else 0

    number: list[Ints] = []
    asking: list[Ints] = []
    aside: list[Ints] = []
    rows: list[Ints] = []
    missing: list[Bools] = []
    steps: list[LimitStep] = []
    a_person: list[Ints] = []

    def add(p: Problem, v: Variables, m: MatrixBuilder) -> None:
        for tier in range(len(TIERS)):
            one = np.ones(1, dtype=bool)
            number.append(m.add_columns(one, upper=0.0))
            asking.append(m.add_columns(one, upper=0.0))
            aside.append(m.add_columns(np.ones(len(counted), dtype=bool), upper=0.0))
            missing.append(_find_never_given(p, v, counted, since, tier))
            columns = (number[-1], asking[-1], aside[-1])
            rows.append(_add_requirements(p, v, m, (counted, since, tier), columns, (scale, here, came)))
        a_person.append(_list_rows_a_person(m, site, since))
        for column in number:
            m.add_entries(a_person[0], column, -m.list_upper(a_person[0]))
        steps.extend(add_limit_steps(p, v, m, site, since))

    made = build_model(problem, add)
    matrix = made.program.matrix
    there = a_person[0]
    # The right-hand side becomes 0: what people may use grows with the columns of their number.
    matrix = matrix.widen_rows(there, -matrix.row_upper[there]) if len(there) else matrix
    upper = made.program.upper.copy()
    upper[made.trips] = np.inf
    return PeopleModel(
        model=replace(made, program=replace(made.program, matrix=matrix, upper=upper)),
        site=site,
        since=since,
        scale=float(scale),
        number=np.concatenate(number),
        asking=np.concatenate(asking),
        needs=counted,
        rows=tuple(rows),
        aside=tuple(aside),
        missing=tuple(missing),
        steps=tuple(steps),
        charge=_charge_meals(replace(problem, concerned=here_only), made),
    )


def set_headcount(operation: Operation, place: str, people: int, since: datetime.date) -> Operation:
    """The operation with so many people at a site from a day on; before it, and elsewhere, people stay as they are."""
    day = operation.day(since)
    before = tuple(move for move in operation.people if move.place == place and operation.day(move.date) < max(day, 0))
    others = tuple(move for move in operation.people if move.place != place)
    kept = () if day <= 0 else before
    here = int(sum(move.arrivals - move.departures for move in kept))
    more = Movement(place=place, date=since, arrivals=max(0, people - here), departures=max(0, here - people))
    return replace(operation, people=(*others, *kept, more))


def find_peak_headcount(operation: Operation, place: str, day: int) -> int:
    """The most people at a site on any day from `day` on."""
    return round(float(max(count_present(operation)[place][day:], default=0.0)))


def _add_requirements(
    p: Problem,
    v: Variables,
    m: MatrixBuilder,
    asked: tuple[Ints, int, int],
    columns: tuple[Ints, Ints, Ints],
    people: tuple[int, int, int],
) -> Ints:
    """provided >= share * N for each need and day; for `kept` needs with all who came before, too."""
    (counted, since, tier), (number, asking, aside), (scale, here, came) = asked, columns, people
    share = p.required[counted, tier, since:] / p.highest[counted, since:]
    provided = v.provided[counted, since:]
    rows = m.add_rows((share > 0) & (provided >= 0), 0.0, np.inf)
    m.add_entries(rows, provided, 1.0)
    # R of the problem stands for `scale` people, of kept needs for all who would then have come.
    kept = np.array([p.needs[k].need.kept for k in counted], dtype=bool)
    all_who_came = came + max(0, scale - here)
    of_number = np.where(kept, scale / all_who_came, 1.0)[:, None] * share
    m.add_entries(rows, number, -of_number)
    m.add_entries(rows, asking, -np.where(kept, (came - here) / all_who_came, 0.0)[:, None] * share)
    behind = m.add_rows((rows >= 0) & kept[:, None], 0.0, np.inf)
    m.add_entries(behind, provided, 1.0)
    m.add_entries(behind, asking, -(came / all_who_came) * share)
    for each in (rows, behind):
        m.add_entries(each, aside[:, None], share)
    return rows


def _list_rows_a_person(m: MatrixBuilder, site: int, since: int) -> Ints:
    """Rows of the site that allow so much a person: rations, and the grams of a basket."""
    rows = [m.limits["ration"][:, site, since:]]
    if "most_grams" in m.limits:
        rows.append(m.limits["most_grams"][site, :, since:])
    return np.concatenate([each[each >= 0] for each in rows])


def _charge_meals(p: Problem, made: Model) -> Floats:
    """What the basket charges those concerned, changes from day to day left out: they are no matter of how many."""
    charge = charge_basket(p, made.basket, len(made.program.upper))
    if made.basket is not None:
        scatter(charge, made.basket.jump, 0.0)
    return charge


def _find_never_given(p: Problem, v: Variables, counted: Ints, since: int, tier: int) -> Bools:
    """[need of the site] whether a tier asks for it and, on some day, nothing at all gives any or can give any."""
    given = p.service > 0
    for i, k, _ in p.per_day:
        given[k] |= v.run[p.site[k], i] >= 0
    for i, k, _ in p.use:
        lots = slice(int(p.lots.offset[i]), int(p.lots.offset[i + 1]))
        given[k] |= (v.use[p.site[k], lots] >= 0).any(axis=0)
    for i, k, _ in p.in_place:
        come = (v.come[p.site[k], i] >= 0).cumsum() > 0
        given[k] |= come | (p.standing[p.site[k], i] > 0)
    never = ((p.required[:, tier] > 0) & ~given)[counted, since:]
    return np.asarray(never.any(axis=1), dtype=bool)
