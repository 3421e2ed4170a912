"""The load in whole packs, and the page, from a plan written by hand."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from malja.cover.cover import find_covers, list_first_to_run_out
from malja.lifts.plan.plan import Cargo, Coverage, Plan, Solver, Trip
from malja.operation.operation import Operation
from malja.quick.questions import Answers
from malja.quick.quick import QuickAnswer, choose_asks, find_still_short
from malja.quick.quick_page import write_quick_page
from malja.quick.rough_operation import build_rough_operation

TODAY = datetime.date(2025, 3, 11)
FLIGHT = datetime.date(2025, 3, 14)
SETTLED = datetime.date(2025, 3, 21)
ANSWERS = Answers(
    people=8040, water=90000, roofed=12000, toilets=60, food_days=4, flight=3, vehicle="il76td", cold=False
)


def plan_of(operation: Operation, packs: dict[str, float], coverage: tuple[Coverage, ...] = ()) -> Plan:
    """A plan whose only trip carries these packs; of no other day anything is known than what is given."""
    items = {item.item: item for item in operation.items}
    cargo = tuple(
        Cargo(
            item=name,
            packs=number,
            quantity=number * items[name].pack_quantity,
            kg=number * items[name].pack_kg,
            m3=number * items[name].pack_m3,
        )
        for name, number in packs.items()
    )
    trip = Trip(
        lift="next_flight",
        vehicle="il76td",
        origin="supplier",
        destination="site",
        leaves=FLIGHT,
        usable=FLIGHT,
        vehicles=1,
        kg=sum(one.kg for one in cargo),
        m3=sum(one.m3 for one in cargo),
        cargo=cargo,
    )
    return Plan(
        operation=operation.name,
        start=operation.start,
        days=operation.days,
        reserve_days=operation.reserve_days,
        currency="USD",
        aims=(),
        trips=(trip,) if cargo else (),
        buys=(),
        uses=(),
        runs=(),
        waste=(),
        stock=(),
        in_place=(),
        coverage=coverage,
        solver=Solver(name="by hand", version="1", status="solved"),
    )


def asked(packs: dict[str, float], payload_kg: float = 47000.0, volume_m3: float = 180.0) -> dict[str, int]:
    operation = build_rough_operation(ANSWERS, TODAY)
    lift = replace(operation.lifts[0], payload_kg=payload_kg, volume_m3=volume_m3)
    operation = replace(operation, lifts=(lift,))
    return {ask.item.item: ask.packs for ask in choose_asks(operation, plan_of(operation, packs))}


def test_packs_are_made_whole_upwards_as_long_as_they_fit() -> None:
    """A bag of rice has 50.25 kg, a carton of oil 17.8848 kg."""
    packs = {"rice": 2.6, "veg_oil": 1.3}
    assert asked(packs) == {"rice": 3, "veg_oil": 2}
    assert asked(packs, payload_kg=186.52) == {"rice": 3, "veg_oil": 2}
    assert asked(packs, payload_kg=186.51) == {"rice": 3, "veg_oil": 1}
    assert asked(packs, payload_kg=150.0) == {"rice": 2, "veg_oil": 2}


def test_volume_limits_whole_packs_too() -> None:
    """A bag of rice has 0.0625 m3, a carton of oil 0.02484 m3."""
    assert asked({"rice": 2.6, "veg_oil": 1.3}, volume_m3=0.22) == {"rice": 3, "veg_oil": 1}


def test_dust_is_no_pack() -> None:
    assert asked({"rice": 2.999, "veg_oil": 0.001}) == {"rice": 3}
    assert asked({"rice": 3.001}) == {"rice": 3}


def test_an_ask_has_its_weight_volume_and_needs() -> None:
    operation = build_rough_operation(ANSWERS, TODAY)
    (one,) = choose_asks(operation, plan_of(operation, {"latrine_slab": 4.0}))
    assert (one.packs, one.quantity, one.kg) == (4, 40, 4 * one.item.pack_kg)
    assert one.m3 == 4 * one.item.pack_m3
    assert [need.need for need in one.needs] == ["toilets"]


def short_on(need: str, date: datetime.date, **short: float) -> Coverage:
    tiers = {tier: short.get(tier, 0.0) for tier in ("survival", "minimum", "target")}
    return Coverage(
        place="site",
        need=need,
        date=date,
        people=8040.0,
        provided=1.0,
        required=dict.fromkeys(tiers, 1.0),  # type: ignore[arg-type]
        short=tiers,  # type: ignore[arg-type]
    )


COVERAGE = (
    short_on("water", SETTLED, minimum=0.25, target=0.4),
    short_on("toilets", SETTLED, survival=0.1, minimum=0.6, target=0.9),
    short_on("blankets", SETTLED, minimum=0.5, target=0.5),
    short_on("lamps", SETTLED, target=0.005),
    short_on("energy", FLIGHT, survival=1.0, minimum=1.0, target=1.0),
)


def answer(packs: dict[str, float], answers: Answers = ANSWERS) -> QuickAnswer:
    operation = build_rough_operation(answers, TODAY)
    covers = list_first_to_run_out(find_covers(operation))
    found = plan_of(operation, packs, COVERAGE)
    return QuickAnswer(
        answers=answers,
        operation=operation,
        now=tuple(one for one in covers if one.short),
        later=tuple(one for one in covers if not one.short),
        plan=found,
        asks=choose_asks(operation, found),
        settled=SETTLED,
        still=find_still_short(operation, found, SETTLED),
    )


def test_what_is_still_short_is_said_once_at_its_gravest_tier() -> None:
    found = [(one.need.need, one.tier) for one in answer({}).still]
    assert found == [("toilets", "survival"), ("water", "minimum"), ("blankets", "minimum")]


def test_the_page_says_what_is_short_what_runs_out_and_what_to_ask_for() -> None:
    said = write_quick_page(answer({"heb_carton": 2525.0, "latrine_slab": 34.0}))
    lines = said.splitlines()
    assert lines[0] == "About 8,040 people, Tue 11 March: a quick answer"
    assert "  Illness or injury within 8 days: Toilets: about 60 of 400, 85 % missing, for about 8,040 people." in lines
    assert "  Lives in danger within 7 days: Food energy *, on Sat 15 March, for about 8,040 people." in lines
    assert "ASK FOR NEXT (Fri 14 March, Ilyushin Il-76TD: 47 t, 180 m3)" in lines
    asks_at = lines.index("ASK FOR NEXT (Fri 14 March, Ilyushin Il-76TD: 47 t, 180 m3)")
    table = [re.split("  +", line.strip()) for line in lines[asks_at + 1 : asks_at + 4]]
    assert table[0] == ["weight", "what", "packs", "for"]
    assert table[1] == ["27 t", "WFP high energy biscuits, 10 kg carton", "2,525", "Food energy"]
    assert [table[2][0], *table[2][2:]] == ["920 kg", "34 x 10", "Toilets"]
    assert "  28 t and 65 m3 in all." in lines
    assert "  * The standard is an assumption, from memory, or little trusted." in lines
    assert "SHORT ALL THE SAME ON Fri 21 March" in lines
    assert (
        "  Illness or injury: Toilets (10 % missing); Water for drinking, cooking and hygiene (25 % missing)." in lines
    )


def test_the_page_is_one_page_and_the_same_twice() -> None:
    everything = dict.fromkeys((item.item for item in build_rough_operation(ANSWERS, TODAY).items), 1.0)
    said = write_quick_page(answer(everything))
    assert said == write_quick_page(answer(everything))
    assert said.count("\n") <= 60
    assert max(len(line) for line in said.splitlines() if " in all of: " not in line) <= 135


def test_the_page_says_when_nothing_is_to_be_asked_for() -> None:
    assert "  Nothing: what is there lasts." in write_quick_page(answer({})).splitlines()


def test_water_from_a_source_nearby_is_weighed_against_flown_water_when_water_is_short() -> None:
    dry, wet = (write_quick_page(answer({}, replace(ANSWERS, water=water))) for water in (90000, 500000))
    assert "With a river, lake or well" in dry
    assert "With a river, lake or well" not in wet
