"""What must hold of cover whatever a site has."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from malja.catalogue.facts import Content, Item, Need, Running
from malja.cover.cover import Cover, find_covers
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Place, Service, Stock

START = datetime.date(2025, 3, 11)
DAYS = 6


@dataclass(frozen=True)
class Held:
    """What the site of these tests has: everything that can shorten or stretch cover at once."""

    people: int
    water: int
    raw: int
    bottles: int
    diesel: int
    small: int
    large: int
    ration: float | None
    shelf: int | None
    blankets: int

    def times(self, factor: int) -> Held:
        """The same with so many times the people, services and goods."""
        names = ("people", "water", "raw", "bottles", "diesel", "small", "large", "blankets")
        return replace(self, **{name: factor * getattr(self, name) for name in names})

    def operation(self) -> Operation:
        """Two water units on one store of diesel and one well, bottles with ration and shelf life, blankets."""
        unit = {"kind": "asset", "pack_kg": 1.0, "pack_m3": 1.0}
        quantities = {"bottle": self.bottles, "diesel": self.diesel, "small": self.small, "large": self.large}
        return Operation(
            name="random",
            start=START,
            days=DAYS,
            reserve_days=0,
            catalogue="none",
            places=(Place(place="camp", role="site"),),
            people=(Movement(place="camp", date=START, arrivals=self.people),),
            needs=(
                Need(need="water", name="Water", sector="w", kind="daily", unit="l", survival=5.0, minimum=10.0),
                Need(need="raw_water", name="Raw", sector="w", kind="daily", unit="l"),
                Need(need="blanket", name="Blankets", sector="n", kind="standing", minimum=2.0),
            ),
            items=(
                Item(
                    item="bottle",
                    name="Bottle",
                    pack_kg=1.0,
                    pack_m3=1.0,
                    max_per_person_day=self.ration,
                    shelf_life_days=self.shelf,
                ),
                Item(item="diesel", name="Diesel", pack_kg=1.0, pack_m3=1.0),
                *(Item(item=name, name=name, **unit) for name in ("small", "large", "blanket")),  # type: ignore[arg-type]
            ),
            contents=(
                Content(item="bottle", need="water", how="use", quantity=1.0),
                Content(item="small", need="water", how="per_day", quantity=20.0),
                Content(item="large", need="water", how="per_day", quantity=50.0),
                Content(item="blanket", need="blanket", how="in_place", quantity=1.0),
            ),
            running=(
                Running(item="small", input="diesel", quantity=4.0),
                Running(item="large", input="diesel", quantity=5.0),
                Running(item="large", input="raw_water", quantity=60.0),
            ),
            services=tuple(
                Service(place="camp", need=need, quantity=quantity)
                for need, quantity in (("water", self.water), ("raw_water", self.raw))
            ),
            stock=(
                *(Stock(place="camp", item=item, quantity=quantity) for item, quantity in quantities.items()),
                Stock(place="camp", item="blanket", quantity=self.blankets),
            ),
        )


held = st.builds(
    Held,
    people=st.integers(1, 12),
    water=st.integers(0, 60),
    raw=st.integers(0, 120),
    bottles=st.integers(0, 300),
    diesel=st.integers(0, 30),
    small=st.integers(0, 3),
    large=st.integers(0, 2),
    ration=st.sampled_from([None, 1.0, 4.0]),
    shelf=st.sampled_from([None, 1, 3]),
    blankets=st.integers(0, 24),
)


def days(one: Cover) -> float:
    return math.inf if one.days is None else one.days


@settings(max_examples=60, deadline=None)
@given(has=held, more=st.sampled_from(["bottles", "diesel", "water", "raw", "blankets"]), extra=st.integers(1, 50))
def test_more_stock_or_service_never_shortens_cover(has: Held, more: str, extra: int) -> None:
    before = find_covers(has.operation())
    after = find_covers(replace(has, **{more: getattr(has, more) + extra}).operation())
    for less, great in zip(before, after, strict=True):
        assert days(great) >= days(less) - 1e-6


@settings(max_examples=40, deadline=None)
@given(has=held, factor=st.integers(2, 9))
def test_cover_is_the_same_when_everything_is_so_many_times_as_much(has: Held, factor: int) -> None:
    for one, many in zip(find_covers(has.operation()), find_covers(has.times(factor).operation()), strict=True):
        assert days(many) == pytest.approx(days(one))
        assert many.short == pytest.approx(one.short)
        assert many.people == factor * one.people


@settings(max_examples=40, deadline=None)
@given(has=held)
def test_a_lower_tier_lasts_at_least_as_long(has: Held) -> None:
    survival, minimum = (one for one in find_covers(has.operation()) if one.need.need == "water")
    assert days(survival) >= days(minimum)


@settings(max_examples=60, deadline=None)
@given(has=held)
def test_what_cover_promises_can_be_had(has: Held) -> None:
    """A linear program that weighs bottles, both water units, diesel and the well at once finds every promised day."""
    for one, standard in zip(find_covers(has.operation()), (5.0, 10.0), strict=False):
        whole = DAYS if one.days is None else math.floor(one.days)
        best = most_days(has, standard * has.people)
        assert whole <= best
        if has.small == 0 or has.large == 0:
            assert whole == best


def most_days(has: Held, demand: float) -> int:
    """The most days that can be met in full, each day using bottles, small and large units: three variables a day."""
    for whole in range(DAYS, 0, -1):
        bounds = [
            bound
            for day in range(whole)
            for bound in (
                (0, 0 if has.shelf is not None and day > has.shelf else _ration(has)),
                (0, has.small),
                (0, min(has.large, has.raw / 60)),
            )
        ]
        given_on = [
            [-gives if t == day else 0.0 for t in range(whole) for gives in (1, 20, 50)] for day in range(whole)
        ]
        used = [[uses for _ in range(whole) for uses in row] for row in ((1, 0, 0), (0, 4, 5))]
        wanted = -max(0.0, demand - has.water)
        solved = linprog(
            [0.0] * (3 * whole),
            A_ub=[*given_on, *used],
            b_ub=[*[wanted] * whole, has.bottles, has.diesel],
            bounds=bounds,
        )
        if solved.success:
            return whole
    return 0


def _ration(has: Held) -> float | None:
    return None if has.ration is None else has.ration * has.people
