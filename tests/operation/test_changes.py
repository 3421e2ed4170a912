"""An operation that is changed by words is the one that changed tables would give."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.problems import Refused
from tests.operation.conftest import CAMP, Camp

HMEIMIM = read_operation(Path(__file__).parents[2] / "examples" / "hmeimim")


def test_a_lift_is_changed_and_the_operation_it_came_from_is_not() -> None:
    changed = HMEIMIM.with_lift("an26", per_week=1)
    lift = next(lift for lift in changed.lifts if lift.lift == "an26")
    assert lift.per_week == 1
    assert lift.source.basis == "assumed"
    assert next(lift for lift in HMEIMIM.lifts if lift.lift == "an26").per_week == 2
    assert changed.with_lift("an26", per_week=2, basis="read").lifts[1].source.basis == "read"


def test_a_new_row_takes_the_defaults_of_its_columns() -> None:
    (new,) = HMEIMIM.with_lift("boat", origin=HMEIMIM.places[0].place, destination=HMEIMIM.places[-1].place).lifts[-1:]
    assert (new.lift, new.mode, new.max_per_day, new.per_week) == ("boat", "trip", 1, None)


def test_what_blank_cells_mean_is_worked_out_anew() -> None:
    start = HMEIMIM.with_lift("an26", fixed_cost=None, transit_days=None)
    slow = next(lift for lift in start.lifts if lift.lift == "an26")
    assert slow.fixed_cost > 0
    other = next(lift for lift in start.with_lift("an26", vehicle="il76td").lifts if lift.lift == "an26")
    assert other.fixed_cost > slow.fixed_cost
    euros = next(lift for lift in start.with_settings(currency="EUR").lifts if lift.lift == "an26")
    assert euros.fixed_cost == 0.0  # the catalogue's costs are in US dollars
    assert "trip_cost_assumed" in {notice.code for notice in start.notices}


def test_people_and_stock_are_told_in_all_not_added() -> None:
    site = next(place.place for place in HMEIMIM.places if place.role == "site")
    once = HMEIMIM.with_people(site, "2025-03-20", arrivals=500)
    assert once.people[-1].date == datetime.date(2025, 3, 20)
    assert once.with_people(site, datetime.date(2025, 3, 20), arrivals=600).people[-1].arrivals == 600
    stocked = HMEIMIM.with_stock(site, "rice", 1000).with_stock(site, "rice", 40)
    assert [row.quantity for row in stocked.stock if (row.place, row.item) == (site, "rice")] == [40.0]


def test_amounts_in_words_are_read_as_in_a_table() -> None:
    site = next(place.place for place in HMEIMIM.places if place.role == "site")
    for words, kg in (("40 bags", 2000.0), ("2.5 t", 2500.0), ("20 x 25 kg", 500.0)):
        stocked = HMEIMIM.with_stock(site, "rice", words)
        assert [row.quantity for row in stocked.stock if (row.place, row.item) == (site, "rice")] == [kg]
    assert HMEIMIM.with_people(site, "2025-03-20", arrivals="12 families").people[-1].arrivals == 60


def test_settings_bring_what_follows_from_them() -> None:
    changed = HMEIMIM.with_settings(days=30, household_size=6, climate="cold", tolerance=(0, 0, 0))
    assert (changed.days, changed.tolerance) == (30, (0.0, 0.0, 0.0))
    household = next(group for group in changed.groups if group.group == "household")
    assert household.share == pytest.approx(1 / 6)
    assert changed.needs != HMEIMIM.needs
    assert changed.with_settings(climate="warm").needs == HMEIMIM.needs


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda o: o.with_lift("an26", perweek=2), "lifts an26, column perweek: there is no such column"),
        (lambda o: o.with_lift("an26", payload_kg=-3), "lifts an26, column payload_kg: -3 is too little"),
        (lambda o: o.with_lift("an27", per_week=2), "column lift: there is no an27 in lifts; did you mean an26?"),
        (lambda o: o.with_lift("zeppelin"), "lifts zeppelin, column origin: the cell is empty"),
        (lambda o: o.with_stock("nowhere", "rice", 1), "column place: there is no nowhere in places"),
        (lambda o: o.with_stock("base", "rice", "40 moons"), "stock base rice, column quantity: 40 moons is no amount"),
        (lambda o: o.with_people("base", "2025-03-20", arrivals="3 tons"), "column arrivals: 3 tons is not a number"),
        (lambda o: o.with_people("nowhere", "20 maybe"), "column date: 20 maybe is not a date"),
        (lambda o: o.with_settings(day=3, climate="hot"), "operation, column climate: hot is not known here"),
        (lambda o: o.with_row("lift", ("an26",)), "there is no table lift"),
        (lambda o: o.without("lifts", "zeppelin"), "the table lifts has no row zeppelin"),
        (lambda o: o.with_supply("dubai", "nothing_such", quantity=2), "there is no nothing_such in items"),
    ],
)
def test_what_is_wrong_is_refused_by_name(change: object, said: str) -> None:
    assert callable(change)
    with pytest.raises(Refused) as refused:
        change(HMEIMIM)
    assert said in str(refused.value)


def test_several_rows_of_one_key_are_not_chosen_among(camp: Camp) -> None:
    place, *_ = CAMP["supply.csv"].split("\n")[1].split(",")
    item = CAMP["supply.csv"].split("\n")[1].split(",")[1]
    twice = read_operation(camp({})).with_row("supply", (place, item, "2025-03-12"), quantity=5, unit_cost=3)
    assert len(twice.supply) == 3
    with pytest.raises(Refused, match="2 rows have these key cells"):
        twice.with_supply(place, item, quantity=7)
    assert twice.with_supply(place, item, since="2025-03-12", quantity=7).supply[-1].quantity == 7


def test_rows_are_taken_away_where_nothing_needs_them() -> None:
    assert [lift.lift for lift in HMEIMIM.without("lifts", "an26").lifts] == ["il76", "road"]
    with pytest.raises(Refused, match="there is no dubai in places"):
        HMEIMIM.without("places", "dubai")


def test_a_changed_operation_that_is_saved_is_read_again_the_same(tmp_path: Path) -> None:
    site = next(place.place for place in HMEIMIM.places if place.role == "site")
    changed = (
        HMEIMIM.with_lift("an26", per_week=1, fixed_cost=None)
        .with_item("rice", pack_kg=25)
        .with_need("water", minimum=20)
        .with_people(site, "2025-03-20", arrivals=500)
        .with_service(site, "toilets", 80, since="2025-03-20")
        .with_settings(days=30, household_size=6)
        .without("lifts", "road")
    )
    changed.save(tmp_path / "changed")
    assert read_operation(tmp_path / "changed") == changed
    with pytest.raises(Refused, match="there is something here already"):
        changed.save(tmp_path / "changed")


@given(
    trips=st.none() | st.floats(0, 50, allow_nan=False),
    cost=st.none() | st.floats(0, 1e6, allow_nan=False),
    people=st.integers(0, 20_000),
    quantity=st.floats(0, 1e6, allow_nan=False),
)
def test_any_change_survives_the_tables(
    tmp_path_factory: pytest.TempPathFactory, trips: float | None, cost: float | None, people: int, quantity: float
) -> None:
    site = next(place.place for place in HMEIMIM.places if place.role == "site")
    changed: Operation = (
        HMEIMIM.with_lift("il76", per_week=trips, fixed_cost=cost)
        .with_people(site, "2025-04-01", arrivals=people)
        .with_stock(site, "rice", quantity)
    )
    folder = tmp_path_factory.mktemp("any") / "changed"
    changed.save(folder)
    assert read_operation(folder) == changed
