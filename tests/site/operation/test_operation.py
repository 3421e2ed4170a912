"""Whatever one device records, or two that do not know of each other: there is an operation, and it adds up."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malja.catalogue.facts import Content, Group, Item, Need
from malja.facts.fact import Fact
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Movement, Place, Stock, Supply
from malja.operation.write_operation import write_operation
from malja.site.operation.goods_in_use import find_goods_in_use
from malja.site.operation.operation import build_operation
from malja.site.row_facts import make_row_fact
from malja.site.state.state import State
from tests.lifts.cases import base, meal, truck
from tests.lifts.operations import on
from tests.site.evenings import codes, evening, from_files, told

CAMP = base(
    days=10,
    places=(
        Place(place="depot", role="source"),
        Place(place="hub", role="hub"),
        Place(place="camp", role="site", handling_days=1),
        Place(place="school", role="site"),
    ),
    groups=(Group(group="under_5", share=0.2, reach=0.2),),
    people=(
        Movement(place="camp", date=on(-1), arrivals=40),
        Movement(place="school", date=on(3), arrivals=9),
    ),
    needs=(
        Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, target=2),
        Need(need="roof", name="Roof", sector="shelter", kind="standing", group="under_5", survival=1),
    ),
    items=(meal(shelf_life_days=5), Item(item="tent", name="Tent", kind="asset", pack_kg=50, pack_m3=1)),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="tent", need="roof", how="in_place", quantity=5),
    ),
    stock=(Stock(place="camp", item="meal", quantity=300), Stock(place="hub", item="tent", quantity=20)),
    supply=(Supply(place="depot", item="meal", quantity=500),),
    lifts=(
        truck(first=None, last=None, transit_days=1),
        truck(lift="van", origin="hub", destination="school", first=None, last=None),
    ),
)
FIRST = (make_row_fact("stores", ("kitchen",), {"place": "camp", "kind": "kitchen"}, on(0)),)
DAYS = 6

day = st.integers(0, DAYS - 1)
item = st.sampled_from(["meal", "tent", "gruel"])
store = st.sampled_from(["camp", "kitchen", "hub", "school", "barn"])
flight = st.sampled_from(["f1", "f2"])
number = st.integers(0, 60)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Something that happened at the camp, likely or not."""
    when = draw(day)
    kind = draw(st.sampled_from([name for name in BODIES for _ in range(OFTEN.get(name, 1))]))
    return told(kind, when, **draw(BODIES[kind]))


def body(**columns: st.SearchStrategy[str | int]) -> st.SearchStrategy[dict[str, str | int]]:
    return st.fixed_dictionaries(columns)


_people: dict[str, st.SearchStrategy[str | int]] = {
    "place": st.sampled_from(["camp", "camp", "school", "depot"]),
    "group": st.sampled_from(["everyone", "everyone", "under_5"]),
    "number": number,
}
_days = st.integers(-3, 14).map(lambda later: on(later).isoformat())
_line = st.sampled_from(["1", "2"])
_sizes = st.sampled_from(["1", "10", "12.5"])
BODIES: dict[str, st.SearchStrategy[dict[str, str | int]]] = {
    "people.arrived": body(**_people),
    "people.departed": body(**_people),
    "people.counted": body(**_people, reason=st.just("counted")),
    "people.corrected": body(**_people, what=st.sampled_from(["arrivals", "departures"]), reason=st.just("a slip")),
    "stock.received": body(
        store=store, item=item, quantity=number.map(str), origin=st.just("given"), lot=st.just("l"), expiry=_days
    ),
    "stock.moved": body(
        item=item,
        quantity=number.map(str),
        origin=store,
        destination=st.sampled_from(["used", "given_out", "spoiled", "kitchen", "school"]),
        reason=st.just("so"),
    ),
    "stock.counted": body(store=store, item=item, quantity=number.map(str), reason=st.just("counted")),
    "flight.announced": body(
        flight=flight, lift=st.sampled_from(["truck", "truck", "van", "van", "zeppelin"]), leaves=_days
    ),
    "flight.loaded": body(flight=flight, line=_line, item=item, packs=st.integers(0, 6), pack_quantity=_sizes),
    "flight.delayed": body(flight=flight, leaves=_days),
    "flight.cancelled": body(flight=flight),
    "flight.landed": body(flight=flight),
    "flight.counted": body(
        flight=flight,
        line=_line,
        packs=st.integers(0, 6),
        pack_quantity=_sizes,
        reason=st.just("other"),
        counted_by=st.just("storekeeper"),
    ),
    "flight.verified": body(flight=flight, store=store, verified_by=st.just("head")),
}


OFTEN = {"flight.announced": 5, "flight.loaded": 8, "flight.landed": 2, "flight.counted": 2}


def adds_up(state: State, operation: Operation) -> None:
    """People, goods and cargo of the operation are those of the books."""
    for site, people in count_present(operation).items():
        assert people[0] == state.headcount.present(site) + (0 if site != "school" or operation.start != on(3) else 9)
    goods: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for lot in state.ledger.lots():
        place = state.known.place_of(lot.store)
        if place != "barn" and lot.goods.item != "gruel" and lot.goods.last_day >= operation.start:
            goods[place, lot.goods.item] += lot.quantity
    for total in state.ledger.postings(item="tent", accounts=("given_out", "used")):
        if state.known.place_of(total.store) in ("camp", "school"):
            goods[state.known.place_of(total.store), "tent"] += total.quantity
    in_use = find_goods_in_use(operation, state)
    assert sum(left.quantity for left in in_use) <= sum(
        total.quantity for total in state.ledger.postings(item="meal", accounts=("given_out",))
    )
    for left in in_use:
        goods[left.place, left.item] += left.quantity
    held = {(row.place, row.item): row.quantity for row in operation.stock}
    assert {key: round(float(units), 6) for key, units in goods.items() if units} == {
        key: round(units, 6) for key, units in held.items() if units
    }
    cargo_adds_up(state, operation)


def cargo_adds_up(state: State, operation: Operation) -> None:
    """Goods on flights that are coming by lifts that exist, in whole packs: less than a pack a row is rounded off."""
    units: dict[str, Decimal] = defaultdict(Decimal)
    for one in state.flights.coming():
        if one.announced and one.announced.lift in ("truck", "van"):
            lines = {count.line: count for count in one.counted()} if one.landed else {}
            for count in lines.values():
                units[count.item] += count.good_units
            for line in one.manifest():
                units[line.item] += 0 if line.line in lines else line.units
    for item, size in (("meal", 10), ("tent", 1)):
        rows = [row.packs * size for row in operation.committed if row.item == item]
        assert sum(rows) <= units[item] <= sum(rows) + size * len(rows)
    assert all(
        row.date + datetime.timedelta(days=2 if row.lift == "truck" else 0) >= operation.start
        for row in operation.committed
    )


@QUICK
@given(happened=st.lists(facts(), max_size=30), start=st.integers(1, DAYS + 6))
def test_what_one_device_recorded(happened: list[Fact], start: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    state = evening(CAMP, *FIRST)
    for place, fact in enumerate(sorted(happened, key=lambda fact: fact.happened), start=state.size + 1):
        recorded = dataclasses.replace(fact, device="a", number=place)
        if fact.happened < on(start) and not state.refusals(recorded):
            state.apply(recorded)
    operation = build_operation(state, on(start))
    adds_up(state, operation)
    assert "site_people_elsewhere" not in codes(operation)
    folder = tmp_path_factory.mktemp("days")
    write_operation(operation, folder / "export")
    assert read_operation(folder / "export") == operation


@QUICK
@given(happened=st.lists(facts(), max_size=30), start=st.integers(1, DAYS + 6))
def test_what_devices_recorded_apart(happened: list[Fact], start: int) -> None:
    """Nobody refused anything: what does not fit is left out or a doubt, and there is an operation all the same."""
    state = evening(CAMP, *FIRST, until=on(start - 1))
    for place, fact in enumerate(happened, start=1):
        state.apply(dataclasses.replace(fact, device="b", number=place))
    operation = build_operation(state, on(start))
    adds_up(state, operation)
    waiting = sum(not doubt.settled for doubt in state.doubts)
    assert ("site_doubts_waiting" in codes(operation)) == (waiting > 0)


def test_names_in_languages_and_prices_that_nobody_knows_are_the_sites_too(tmp_path: Path) -> None:
    depot, hub, camp, school = CAMP.places
    tables = dataclasses.replace(
        CAMP,
        places=(depot, hub, dataclasses.replace(camp, names=(("ar", "المخيم"), ("ku", "Kamp"))), school),
        supply=(
            Supply(place="depot", item="meal", quantity=500, priced=False),
            Supply(place="depot", item="meal", quantity=9),
        ),
    )
    made = build_operation(evening(tables, *FIRST), tables.start)
    assert made.places[2].names == (("ar", "المخيم"), ("ku", "Kamp"))
    assert [(row.quantity, row.priced) for row in made.supply] == [(500, False), (9, True)]
    assert "price_unknown" in codes(made)
    assert made.supply == from_files(tables, tmp_path / "tables").supply
