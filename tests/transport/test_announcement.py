"""A planned trip becomes an announced flight with a manifest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from malja.lifts.plan.plan import Cargo, Trip
from malja.problems import Refused
from malja.transport.announcement import announce_trip
from tests.transport.desks import Desk, announced, day, plain


def cargo(item: str, packs: float | None, quantity: float) -> Cargo:
    return Cargo(item=item, packs=packs, quantity=quantity, kg=1.0, m3=1.0)


def trip(*carried: Cargo) -> Trip:
    return Trip(
        lift="plane",
        vehicle="il76td",
        origin="hub",
        destination="camp",
        leaves=day(1),
        usable=day(1),
        vehicles=1,
        kg=1.0,
        m3=1.0,
        cargo=carried,
    )


def test_a_planned_trip_is_announced_and_loaded() -> None:
    desk = Desk()
    planned = trip(cargo("rice", 40.0, 2000.0), cargo("oil", 3.0, 49.5), cargo("tent", 0.0, 0.0))
    for fact in announce_trip(planned, "f1", "M-7", happened=day(0), sender="WFP", source="plan"):
        assert (fact.happened, fact.source) == (day(0), "plan")
        desk.tell(fact.kind.removeprefix("flight."), 0, **fact.body)
    flight = desk.flight()
    assert flight.announced is not None
    assert (flight.announced.lift, flight.leaves) == ("plane", day(1))
    assert (flight.announced.manifest, flight.announced.sender) == ("M-7", "WFP")
    shipped = {f"{one.line} {one.item}": plain(one.packs, one.pack_quantity) for one in flight.manifest()}
    assert shipped == {"1 rice": "40 50", "2 oil": "3 16.5"}


def test_what_is_announced_already_is_not_announced_again() -> None:
    planned = trip(cargo("rice", 40.0, 2000.0), cargo("oil", 3.0, 49.5))
    facts = announce_trip(planned, "f2", "", happened=day(0), already={"rice": Decimal(750), "oil": Decimal("49.5")})
    assert [fact.body.get("packs") for fact in facts] == [None, 25]
    assert "manifest" not in facts[0].body
    with pytest.raises(Refused) as refused:
        announce_trip(planned, "f2", "", happened=day(0), already={"rice": Decimal(2000), "oil": Decimal(60)})
    assert [problem.code for problem in refused.value.problems] == ["trip_empty"]


@pytest.mark.parametrize("packs", [None, 1.5])
def test_a_load_that_is_not_in_whole_packs_is_refused(packs: float | None) -> None:
    with pytest.raises(Refused) as refused:
        announce_trip(trip(cargo("rice", packs, 75.0)), "f1", "", happened=day(0))
    (problem,) = refused.value.problems
    assert (problem.code, problem.value, dict(problem.values)["item"]) == ("trip_without_packs", "plane", "rice")


def test_what_flights_of_a_lift_and_day_bring_already() -> None:
    desk = announced(Desk(), l1=("rice", 4), l2=("rice", 2), l3=("oil", 1))
    announced(desk, "f2", l1=("rice", 1))
    announced(desk, "f3", l1=("rice", 8))
    desk.tell("cancelled", 0, flight="f3")
    announced(desk, "f4", l1=("rice", 8))
    desk.tell("delayed", 0, flight="f4", leaves=day(2).isoformat())
    found = desk.flights.announced_units("plane", day(1))
    assert {item: plain(units) for item, units in found.items()} == {"rice": "350", "oil": "16.5"}
    assert desk.flights.announced_units("truck", day(1)) == {}
