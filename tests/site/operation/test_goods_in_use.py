"""What was opened or given out and is not used up yet serves for what is left of it."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as given_that
from hypothesis import settings
from hypothesis import strategies as st

from malja.catalogue.facts import Content, Group, Item, Need, Running, Source
from malja.cover.cover import find_covers
from malja.facts.fact import Fact
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Movement, Stock, Supply
from malja.operation.write_operation import write_operation
from malja.site.operation.goods_in_use import find_goods_in_use
from malja.site.operation.operation import build_operation
from malja.site.row_facts import make_row_fact
from malja.site.site import Site
from malja.site.status.status import read_status
from tests.lifts.cases import DEPOT, base, camp, meal, truck
from tests.lifts.operations import on
from tests.site.evenings import codes, evening, morning, told

CARE = Need(need="care", name="Care", sector="health", kind="daily", unit="person-day", minimum=1, target=1)
KIT = Item(item="kit", name="Kit", pack_kg=40, pack_m3=2)
#: Ten people, and kits that serve a hundred person-days each: one lasts ten days.
CLINIC = base(
    days=5,
    people=(Movement(place="camp", date=on(-1), arrivals=10),),
    needs=(CARE,),
    items=(KIT,),
    contents=(Content(item="kit", need="care", how="use", quantity=100),),
    stock=(Stock(place="camp", item="kit", quantity=1),),
    supply=(Supply(place="depot", item="kit"),),
    lifts=(truck(first=None, last=None),),
)
WARD = make_row_fact("stores", ("ward",), {"place": "camp", "kind": "clinic"}, on(0))


def opened(day: int, store: str = "camp", packs: int = 1) -> Fact:
    """Kits that a clinic opened."""
    return told("clinic.opened", day, store=store, item="kit", packs=packs)


def moved(day: int, item: str, quantity: str, to: str = "given_out", store: str = "camp") -> Fact:
    """Units that were given out, or went elsewhere."""
    return told("stock.moved", day, item=item, quantity=quantity, origin=store, destination=to)


def came(item: str, quantity: int, day: int = 0, store: str = "camp", **more: str) -> Fact:
    """Units that came."""
    return told("stock.received", day, store=store, item=item, quantity=str(quantity), origin="given", **more)


def left(day: int, *facts: Fact, tables: Operation = CLINIC) -> dict[str, float]:
    """What is counted as stock of the camp on the morning of a day."""
    return {row.item: row.quantity for row in morning(tables, day, *facts).stock if row.place == "camp"}


def flown(operation: Operation) -> float:
    """Packs that the plan flies."""
    return sum(one.packs or 0 for trip in plan_lifts(operation).trips for one in trip.cargo)


def test_an_opened_kit_is_neither_short_nor_flown_again() -> None:
    """Before, the morning after found nothing in the stores: short from day 1, and a second kit flew."""
    after = morning(CLINIC, 1, opened(0))
    assert [cover.first_short for cover in find_covers(after)] == [None, None]
    assert flown(after) == 0


def test_a_kit_serves_for_what_is_left_of_its_people_and_days() -> None:
    """Ten of a hundred person-days a day: nine tenths on the morning after, nothing after ten days."""
    assert [left(day, opened(0)).get("kit", 0) for day in (1, 2, 9, 10, 30)] == [0.9, 0.8, 0.1, 0, 0]


def test_a_second_kit_flies_when_the_first_has_too_little_left() -> None:
    """Five days from day 8 on are 50 person-days, and 20 are left: one kit. From day 5 on the 50 left are enough."""
    assert [flown(morning(CLINIC, day, opened(0))) for day in (5, 8)] == [0, 1]
    shorts = [find_covers(morning(CLINIC, day, opened(0)))[0].first_short for day in (5, 8)]
    assert shorts == [None, on(10)]


def test_plan_status_and_exported_tables_agree_on_a_live_site(tmp_path: Path) -> None:
    with Site.found(tmp_path / "site", name="Camp", tables=CLINIC) as site:
        site.record([came("kit", 1), opened(0)])
        status = read_status(site)
    assert [cover.first_short for cover in status.covers] == [None, None]
    assert [(item.item, item.held) for item in status.items] == [("kit", Decimal(1))]
    assert status.operation is not None
    assert flown(status.operation) == 0
    write_operation(status.operation, tmp_path / "tables")
    tables = read_operation(tmp_path / "tables")
    assert [(row.item, row.quantity) for row in tables.stock] == [("kit", 1.9)]
    assert flown(tables) == 0


def test_more_people_use_it_sooner() -> None:
    """Ten on day 0, thirty from day 1 on: 100 - 10 - 30 - 30."""
    assert left(3, opened(0), told("people.arrived", 1, place="camp", number=20))["kit"] == 0.3


def test_the_row_says_where_it_comes_from() -> None:
    (row,) = morning(CLINIC, 1, came("kit", 2), opened(0)).stock
    assert row.quantity == 2.9
    assert row.source == Source(
        document="journal",
        basis="derived",
        note="of it 0.9 opened or given out and not used up yet, if used as fast as the highest tier asks",
    )
    (notice,) = morning(CLINIC, 1, opened(0)).notices
    assert (notice.code, dict(notice.values)) == ("site_in_hand", {"place": "camp", "goods": "kit (0.9)"})


def test_two_clinics_open_one_each() -> None:
    moves = (WARD, came("kit", 1), moved(0, "kit", "1", to="ward"))
    assert left(3, *moves, opened(0), opened(1, store="ward")) == {"kit": 1.7}


def test_who_opens_another_a_week_later_has_used_up_the_first() -> None:
    """Within the week both serve (200 - 70); after it the new one alone has its nine tenths."""
    assert left(7, came("kit", 1), opened(0), opened(6)) == {"kit": 1.3}
    assert left(8, came("kit", 1), opened(0), opened(7)) == {"kit": 0.9}


def test_a_count_that_finds_an_opened_kit_is_the_last_word() -> None:
    """It is in the books again with what was found, and is not counted a second time."""
    counted = told("stock.counted", 2, store="camp", item="kit", quantity="0.4", reason="what the open kit still has")
    assert left(3, opened(0), counted) == {"kit": 0.4}
    assert left(3, opened(0), counted, moved(2, "kit", "0.4", to="used")) == {"kit": 0.3}


def test_an_opened_kit_past_its_last_day_serves_no_more() -> None:
    dated = came("kit", 1, lot="old", expiry=on(3).isoformat())
    opens = told("clinic.opened", 0, store="camp", item="kit", packs=1, lot="old")
    assert [left(day, dated, opens)["kit"] for day in (1, 3, 4)] == [1.9, 1.7, 1]
    assert codes(morning(CLINIC, 1, dated, opens)) == ["site_goods_expire", "site_in_hand"]


def test_a_kit_that_serves_nobody_that_is_asked_for_is_not_counted() -> None:
    unasked = dataclasses.replace(CLINIC, needs=(dataclasses.replace(CARE, minimum=None, target=None),))
    assert left(1, opened(0), tables=unasked) == {}


# Women, and what they are given: 15 pads of which one uses half a pad a day, two pairs of underwear for 100 days.
WOMEN = Group(group="women", share=0.5, reach=0.5)
HYGIENE = base(
    days=5,
    people=(Movement(place="camp", date=on(-1), arrivals=10),),
    groups=(WOMEN,),
    needs=(
        Need(need="soap", name="Soap", sector="hygiene", kind="daily", unit="kg", target=0.01, weight=0.5),
        Need(need="pads", name="Pads", sector="hygiene", kind="daily", group="women", target=0.5, weight=0.3),
        Need(need="pants", name="Pants", sector="hygiene", kind="daily", group="women", target=0.02, weight=0.1),
    ),
    items=(
        Item(item="bar", name="Bar", pack_quantity=10, pack_kg=1, pack_m3=0.1),
        Item(item="dignity", name="Dignity kit", pack_quantity=10, pack_kg=30, pack_m3=0.2),
    ),
    contents=(
        Content(item="bar", need="soap", how="use", quantity=0.1),
        Content(item="dignity", need="soap", how="use", quantity=0.1),
        Content(item="dignity", need="pads", how="use", quantity=15),
        Content(item="dignity", need="pants", how="use", quantity=2),
    ),
    stock=(Stock(place="camp", item="bar", quantity=20), Stock(place="camp", item="dignity", quantity=5)),
    supply=(Supply(place="depot", item="bar"),),
    lifts=(truck(first=None, last=None),),
)


def test_what_households_hold_serves_them() -> None:
    """20 bars of 0.1 kg for ten people who use 0.01 kg a day each: a bar a day."""
    assert [left(day, moved(0, "bar", "20"), tables=HYGIENE).get("bar", 0) for day in (1, 19, 20)] == [19, 1, 0]


def test_it_is_used_up_for_the_smallest_group_and_of_its_needs_for_the_weightiest() -> None:
    """Five women use 2.5 of the 75 pads a day: a sixth of a kit. Neither soap for everyone nor underwear leads."""
    assert left(6, moved(0, "dignity", "5"), tables=HYGIENE)["dignity"] == 4
    assert left(30, moved(0, "dignity", "5"), tables=HYGIENE) == {"bar": 20}


def test_the_oldest_is_used_up_first_and_goods_of_a_day_alike() -> None:
    both = dataclasses.replace(
        HYGIENE,
        items=(*HYGIENE.items, Item(item="flakes", name="Flakes", pack_kg=1, pack_m3=0.1)),
        contents=(*HYGIENE.contents, Content(item="flakes", need="soap", how="use", quantity=0.1)),
    )
    facts = (came("flakes", 20), moved(0, "bar", "8"), moved(0, "flakes", "4"), moved(3, "flakes", "16"))
    assert left(6, *facts, tables=both) == {"bar": 12 + 4, "dignity": 5, "flakes": 2 + 16}


def test_who_leaves_takes_a_share_along() -> None:
    """Half of ten people leave on day 5 with half of the 15 bars; five people use half a bar that day."""
    gone = told("people.departed", 5, place="camp", number=5)
    assert left(6, moved(0, "bar", "20"), gone, tables=HYGIENE)["bar"] == 7
    found = told("people.counted", 5, place="camp", number=5, reason="five left at night")
    assert left(6, moved(0, "bar", "20"), found, tables=HYGIENE)["bar"] == 7


def test_who_leaves_takes_nothing_of_a_kit_along() -> None:
    gone = told("people.departed", 5, place="camp", number=5)
    assert left(6, opened(0), gone)["kit"] == 0.45


def test_what_was_given_more_than_two_months_ago_is_not_counted() -> None:
    many = (came("bar", 1000), moved(0, "bar", "1000"))
    assert [left(day, *many, tables=HYGIENE)["bar"] for day in (62, 63)] == [20 + 938, 20]


# Meals, and fuel that a stove and a generator burn.
FOOD = base(
    days=5,
    people=(Movement(place="camp", date=on(-1), arrivals=10),),
    needs=(
        Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, target=2),
        Need(need="fuel", name="Fuel", sector="energy", kind="daily", target=0.1),
        Need(need="power", name="Power", sector="energy", kind="daily", target=1),
    ),
    items=(
        meal(),
        Item(item="oil", name="Oil", pack_kg=1, pack_m3=0.1),
        Item(item="engine", name="Engine", kind="asset", pack_kg=1, pack_m3=0.1),
    ),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="oil", need="fuel", how="use", quantity=1),
        Content(item="engine", need="power", how="per_day", quantity=10),
    ),
    stock=(Stock(place="camp", item="meal", quantity=1000), Stock(place="camp", item="oil", quantity=100)),
    supply=(),
    lifts=(truck(first=None, last=None),),
)


@pytest.mark.parametrize(("day", "expected"), [(1, 980), (2, 960), (4, 920), (5, 900)])
def test_rations_that_people_still_have_are_counted(day: int, expected: float) -> None:
    """Ten people eat 20 meals a day. 100 meals given on day 0 last five days: through day 4."""
    assert left(day, moved(0, "meal", "100"), tables=FOOD)["meal"] == expected


def test_what_is_given_out_from_day_to_day_is_used_up() -> None:
    assert left(3, *[moved(day, "meal", "20") for day in range(3)], tables=FOOD)["meal"] == 940


def test_what_was_eaten_before_leaves_nothing_for_later() -> None:
    """20 on day 0 and 60 on day 5: 40 are left on the evening of day 5, whatever was missing before."""
    assert left(6, moved(0, "meal", "20"), moved(5, "meal", "60"), tables=FOOD)["meal"] == 920 + 40


def test_food_that_was_put_to_use_is_eaten() -> None:
    assert left(1, moved(0, "meal", "100", to="used"), tables=FOOD)["meal"] == 900
    soup = (
        told("kitchen.recipe", 0, recipe="soup", item="oil", quantity="1"),
        told("kitchen.cooked", 0, store="camp", recipe="soup", meals=9),
    )
    assert left(1, *soup, tables=FOOD)["oil"] == 91


def test_a_carton_of_food_that_a_clinic_opens_lasts() -> None:
    cartons = dataclasses.replace(FOOD, items=(meal(item="meal", pack_quantity=100), *FOOD.items[1:]))
    opens = told("clinic.opened", 0, store="camp", item="meal", packs=1)
    assert left(1, opens, tables=cartons)["meal"] == 980


def test_food_that_serves_the_sick_alone_takes_nobodys_place() -> None:
    """Milk powder that was given out is no food of everyone: it is not counted, and the meals are eaten as without."""
    milk = dataclasses.replace(
        FOOD,
        items=(*FOOD.items, meal(item="milk", general_food=False)),
        contents=(*FOOD.contents, Content(item="milk", need="meals", how="use", quantity=1)),
    )
    facts = (came("milk", 60), moved(0, "milk", "50"), moved(0, "meal", "100"))
    assert left(1, *facts, tables=milk) == {"meal": 980, "oil": 100, "milk": 10}


def test_fuel_that_machines_burn_is_said_and_not_counted() -> None:
    burnt = dataclasses.replace(FOOD, running=(Running(item="engine", input="oil", quantity=5),))
    operation = morning(burnt, 1, moved(0, "oil", "50"))
    assert {row.item: row.quantity for row in operation.stock} == {"meal": 1000, "oil": 50}
    (notice,) = operation.notices
    assert (notice.code, dict(notice.values)) == ("site_fuel_in_hand", {"place": "camp", "goods": "oil (49)"})
    assert codes(morning(burnt, 1, moved(0, "oil", "50", to="used"))) == []
    assert left(1, moved(0, "oil", "50"), tables=FOOD)["oil"] == 99


def test_what_is_used_every_day_is_used_up() -> None:
    """Four litres a day where one is asked: from the seventh day on it is known to be used up as it is taken."""
    facts = [moved(day, "oil", "4", to="used") for day in range(7)]
    assert left(7, *facts, tables=FOOD)["oil"] == 72


def test_what_households_hold_takes_no_room_in_the_stores() -> None:
    """19 bars in hand are 0.19 m3, beside the five that the store holds."""
    tight = dataclasses.replace(HYGIENE, places=(DEPOT, camp(storage_m3=5)))
    rooms = [place.storage_m3 for place in morning(tight, 1, moved(0, "bar", "20")).places]
    assert rooms == [None, 5.19]
    assert morning(tight, 1).places == tight.places


def test_a_machine_that_was_put_to_use_runs_on() -> None:
    """One engine gives the ten units of power that ten people ask for, in the store or out of it."""
    machine = (came("engine", 1), moved(0, "engine", "1", to="used"))
    assert left(1, *machine, tables=FOOD)["engine"] == 1
    for facts in (machine[:1], machine):
        power = next(one for one in find_covers(morning(FOOD, 1, *facts)) if one.need.need == "power")
        assert power.first_short is None


def test_assets_given_out_where_nobody_lives_are_said() -> None:
    moves = (came("engine", 2, store="depot"), moved(0, "engine", "2", to="used", store="depot"))
    assert codes(morning(FOOD, 1, *moves)) == ["site_used_elsewhere"]


@settings(max_examples=25, deadline=None)
@given_that(
    st.integers(1, 40), st.integers(0, 3), st.integers(1, 3), st.integers(1, 6), st.sampled_from(["opened", "used"])
)
def test_opening_a_kit_never_flies_more_than_was_used_of_it(
    people: int, stands: int, packs: int, later: int, how: str
) -> None:
    """The morning after is as if the kits stood in the store but for what the people used of them since."""
    tables = dataclasses.replace(
        CLINIC,
        people=(Movement(place="camp", date=on(-1), arrivals=people),),
        stock=(Stock(place="camp", item="kit", quantity=stands + packs),),
    )
    fact = opened(0, packs=packs) if how == "opened" else moved(0, "kit", str(packs), to="used")
    state = evening(tables, fact)
    after = build_operation(state, on(later))
    used = min(packs, people * later / 100)
    (goods,) = find_goods_in_use(after, state) or (None,)
    assert float(goods.quantity if goods else Decimal(0)) == pytest.approx(packs - used, abs=1e-6)
    rest = Stock(place="camp", item="kit", quantity=round(stands + packs - used, 6))
    closed = dataclasses.replace(morning(tables, later), stock=(rest,))
    assert [one.first_short for one in find_covers(after)] == [one.first_short for one in find_covers(closed)]
    assert flown(after) == flown(closed)


@settings(max_examples=40, deadline=None)
@given_that(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_any_gifts_and_movements_leave_what_a_pencil_leaves(days: list[tuple[int, int, int]]) -> None:
    """On each day who leaves takes a share along, then gifts come, then each who is there uses a tenth of a bar."""
    facts: list[Fact] = [came("bar", 1000)]
    people, pool = 10, 0.0
    for day, (gift, come, go) in enumerate(days):
        gone = min(go, people)
        facts += [told("people.departed", day, place="camp", number=gone)] if gone else []
        facts += [told("people.arrived", day, place="camp", number=come)] if come else []
        facts += [moved(day, "bar", str(gift))] if gift else []
        pool *= 1 - (gone / (people + come) if gone else 0)
        people += come - gone
        pool = max(0.0, pool + gift - 0.1 * people)
    found = find_goods_in_use(morning(HYGIENE, len(days), *facts), evening(HYGIENE, *facts))
    assert float(sum(goods.quantity for goods in found)) == pytest.approx(pool, abs=1e-5)
    assert sum(goods.quantity for goods in found) <= sum(gift for gift, _, _ in days)
