"""How many people a site holds: by pencil, and by planning with so many people and with more."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
from typing import Any

import pytest
from hypothesis import given

from malja.catalogue.facts import TIERS, BasketRule, Content, Item, Need, Tier
from malja.lifts.capacity.capacity import CapacityStep, SiteCapacity, find_capacity, write_capacity
from malja.lifts.capacity.people_model import set_headcount
from malja.lifts.model.full_supply_day import find_full_supply_day
from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Service, Stock
from malja.problems import Refused
from tests.lifts.cases import DEPOT, base, camp, meal, supply, truck
from tests.lifts.food import kitchen_table
from tests.lifts.model.test_segregation import both
from tests.lifts.operations import EXACT, on, operation, smallest
from tests.lifts.random_extras import fuller_operations
from tests.lifts.random_operations import operations
from tests.lifts.test_properties import examples

NOTHING = 1e-5


def only(found: Operation, tier: Tier = "survival", **asked: Any) -> SiteCapacity:
    """The capacity of the site of an operation that has one."""
    return find_capacity(found, **asked).at("camp", tier)


def planned(asked: Operation, one: SiteCapacity, people: int) -> Plan:
    """The plan with so many people from the day on."""
    return plan_lifts(dataclasses.replace(set_headcount(asked, one.place, people, one.since), tolerance=EXACT))


def short(found: Plan, one: SiteCapacity) -> float:
    """Person-days below the tier at the site from the day on."""
    rows = (row for row in found.coverage if row.place == one.place and row.date >= one.since)
    return sum(row.short.get(one.tier, 0.0) * row.people for row in rows)


def in_all(found: Plan, tier: Tier) -> float:
    """What is short of a tier and those before it, anywhere and on any day."""
    return sum(aim.value for aim in found.aims[: TIERS.index(tier) + 1])


def steps(one: SiteCapacity) -> dict[tuple[str, str], int]:
    return {(step.kind, step.name): step.people for step in (*one.limits, *one.more)}


@pytest.mark.parametrize(("tier", "people"), [("survival", 13), ("minimum", 6), ("target", 3)])
def test_forty_meals_for_three_days(tier: Tier, people: int) -> None:
    """40 / (3 x 1), 40 / (3 x 2), 40 / (3 x 4); the one trip that is left is full by weight."""
    one = only(smallest(), tier)
    assert (one.people, one.at_most, one.proof) == (people, people, "whole")
    assert one.holding == ("meals",)
    assert short(planned(smallest(), one, people), one) < NOTHING
    assert short(planned(smallest(), one, people + 1), one) > 0.5
    # A second trip brings 40 meals more: as many people again.
    assert steps(one)["trips_per_week", "road"] == people


def test_steps_are_what_planning_again_shows() -> None:
    """10 kg are 2 packs of 10 meals for 3 days: 6 people. A tonne more: 202 packs, 673 people."""
    asked = base(lifts=(truck(payload_kg=10),))
    one = only(asked)
    assert (one.people, steps(one)["payload", "truck"], steps(one)["trips_per_week", "truck"]) == (6, 666, 6)
    wider = only(base(lifts=(truck(payload_kg=1010),)))
    assert wider.people == 673
    twice = only(base(lifts=(truck(payload_kg=10, max_per_day=2),)))
    assert twice.people == 13


def test_what_the_place_gives_and_what_is_asked_of_it() -> None:
    one = only(base(lifts=(), services=(Service(place="camp", need="meals", quantity=5),)))
    assert (one.people, one.holding) == (5, ("meals",))
    assert steps(one) == {("service", "meals"): 100}
    assert [step.amount for step in one.limits] == [100.0]


def test_supply_storage_and_rations_hold_people_back() -> None:
    few = only(base(supply=(supply(quantity=20),)))
    assert (few.people, [step.kind for step in few.limits][:1]) == (6, ["service"])
    assert steps(few)["supply", "meal"] == 3
    small_store = only(base(places=(DEPOT, camp(storage_m3=0.5)), lifts=(truck(),)))
    # Ten meals lie over night, ten more are eaten on the day: the store lasts for two more days.
    assert small_store.people == 5
    assert steps(small_store)["storage", "camp"] == 100
    rationed = only(base(items=(meal(max_per_person_day=0.9),)))
    assert (rationed.people, rationed.aside) == (0, ("meals",))


def test_nothing_limits_it() -> None:
    one = only(base())
    assert (one.people, one.at_most, one.limits, one.more) == (None, None, (), ())


def test_nobody_is_there_and_nothing_comes() -> None:
    assert only(base(people=(), lifts=(truck(payload_kg=10),))).people == 6
    one = only(base(lifts=()))
    assert (one.people, one.aside, one.besides) == (0, ("meals",), None)


def test_a_need_of_which_there_is_none_is_left_aside() -> None:
    roof = Need(need="roof", name="Roof", sector="shelter", kind="standing", unit="m2", survival=3)
    asked = base(needs=(*base().needs, roof), lifts=(truck(payload_kg=10),))
    one = only(asked)
    assert (one.people, one.aside, one.besides, one.holding) == (0, ("roof",), 6, ("meals",))
    assert only(asked, without=["roof"]).people == 6


def test_what_everybody_asks_about() -> None:
    """A tent more a hundred square metres, water more a thousand litres."""
    needs = (
        Need(need="water", name="Water", sector="water", kind="daily", unit="l", survival=10),
        Need(need="clean", name="Safe water", sector="water", kind="daily", unit="l", survival=10),
        Need(need="roof", name="Roof", sector="shelter", kind="standing", unit="m2", survival=2),
    )
    given_here = (
        Service(place="camp", need="water", quantity=500),
        Service(place="camp", need="clean", quantity=500),
        Service(place="camp", need="roof", quantity=200),
    )
    one = only(base(needs=needs, contents=(), supply=(), items=(), lifts=(), services=given_here))
    assert one.people == 50
    # Both kinds of water are the same litres: more of one alone would help nobody. Then the roof is the limit.
    assert steps(one) == {("service", "water"): 50, ("service", "roof"): 0}
    assert {step.name for step in one.limits} == {"water"}


def test_people_before_the_day_and_elsewhere_come_first() -> None:
    """30 meals lie at the camp; 10 people eat them on the days before, whatever the capacity is from day 2 on."""
    stocked = base(
        days=4,
        lifts=(),
        supply=(),
        stock=(Stock(place="camp", item="meal", quantity=30),),
        people=(Movement(place="camp", date=on(0), arrivals=10),),
    )
    # Two days' 20 meals are eaten by day 2, 10 are left for 2 days.
    assert only(stocked, since=on(2)).people == 5
    assert only(stocked, since=on(0)).people == 7


def test_two_sites_share_a_truck() -> None:
    """One truck brings 4 packs: the 10 people at the other site need 3 of them for their three days."""
    other = Place(place="school", role="site")
    asked = base(
        places=(DEPOT, camp(), other, Place(place="store", role="hub")),
        people=(
            Movement(place="camp", date=on(0), arrivals=10),
            Movement(place="school", date=on(0), arrivals=10),
        ),
        lifts=(
            truck(lift="in", destination="store", payload_kg=20),
            Lift(lift="a", origin="store", destination="camp", mode="flow"),
            Lift(lift="b", origin="store", destination="school", mode="flow"),
        ),
    )
    found = find_capacity(asked)
    assert [(one.place, one.people) for one in found.sites] == [("camp", 3), ("school", 3)]
    with pytest.raises(KeyError):
        found.at("camp", "target")


def test_what_all_who_came_are_due() -> None:
    """20 blankets for all who ever came: of 10 who came 4 leave on day 1, so 10 more may come besides the 6."""
    blanket = Item(item="blanket", name="Blanket", kind="asset", pack_kg=1, pack_m3=0)
    need = Need(need="blankets", name="Blankets", sector="nfi", kind="standing", survival=1, kept=True)
    asked = operation(
        places=(Place(place="camp", role="site"),),
        people=(
            Movement(place="camp", date=on(0), arrivals=10),
            Movement(place="camp", date=on(1), departures=4),
        ),
        needs=(need,),
        items=(blanket,),
        contents=(Content(item="blanket", need="blankets", how="in_place", quantity=1),),
        stock=(Stock(place="camp", item="blanket", quantity=20),),
    )
    one = only(asked, since=on(2))
    assert one.people == 16
    assert short(planned(asked, one, 16), one) < NOTHING
    assert short(planned(asked, one, 17), one) > NOTHING


def test_the_day_by_which_everything_can_be_there() -> None:
    tent = Item(item="tent", name="Tent", kind="asset", pack_kg=1, pack_m3=0, setup_days=2)
    asked = base(
        days=20,
        items=(meal(), tent),
        supply=(supply(), supply(item="tent")),
        lifts=(
            truck(lift="early"),
            Lift(lift="late", origin="depot", destination="store", first=on(4), transit_days=1),
            Lift(lift="on", origin="store", destination="camp", first=on(7), transit_days=1),
            Lift(lift="never", origin="depot", destination="camp", first=on(40)),
        ),
        places=(DEPOT, camp(handling_days=1), Place(place="store", role="hub")),
    )
    # What leaves late on day 4 is in the store on day 5, leaves it on day 7, is usable on day 9; a tent stands on 11.
    assert find_full_supply_day(asked, "camp") == 11
    assert find_full_supply_day(dataclasses.replace(asked, days=10), "camp") == 9
    assert find_full_supply_day(base(lifts=()), "camp") == 0


def test_hosting_changes_one_site_from_a_day_on() -> None:
    came = (
        Movement(place="camp", date=on(-3), arrivals=10),
        Movement(place="camp", date=on(3), arrivals=9),
    )
    asked = base(days=5, people=came)
    assert count_present(set_headcount(asked, "camp", 4, on(2)))["camp"].tolist() == [10, 10, 4, 4, 4]
    assert count_present(set_headcount(asked, "camp", 40, on(0)))["camp"].tolist() == [40] * 5


@pytest.mark.parametrize("wrong", [{"since": on(99)}, {"since": datetime.date(2020, 1, 1)}, {"without": ["gold"]}])
def test_what_is_not_there_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        find_capacity(smallest(), **wrong)


def test_a_site_that_is_large_for_a_search() -> None:
    """With fractions of packs and with whole trips: 13 people eat 40 meals in 3 days, 13.3 with fractions."""
    one = only(smallest(), whole=False)
    assert (one.people, one.at_most, one.proof) == (13, 13, "fractions")


@given(operations())
@examples(12)
def test_at_capacity_nobody_is_short_and_with_more_somebody_is(asked: Operation) -> None:
    """With one per cent more somebody falls short: there, or elsewhere or before, who would have to pay for it."""
    for one in find_capacity(asked).sites:
        if one.people is None or one.aside:
            continue
        assert one.at_most is not None
        assert one.people <= one.at_most
        full = planned(asked, one, one.people)
        assert short(full, one) < NOTHING
        more = planned(asked, one, max(one.at_most + 1, math.ceil(1.01 * one.at_most)))
        assert short(more, one) > NOTHING or in_all(more, one.tier) > in_all(full, one.tier)


def test_the_same_operation_gives_the_same_bytes() -> None:
    asked = smallest()
    text = write_capacity(find_capacity(asked))
    assert text == write_capacity(find_capacity(asked))
    read = json.loads(text)
    assert read["format"] == "malja.capacity/1"
    assert [(one["tier"], one["people"]) for one in read["sites"]] == [("survival", 13), ("minimum", 6), ("target", 3)]
    assert read["sites"][0]["more"][0].keys() == {field.name for field in dataclasses.fields(CapacityStep)}


def test_a_tonne_more_a_trip_helps_goods_that_must_part() -> None:
    """Two trucks of 10 kg a day, meals and kerosene apart: a tonne more of each is a tonne more of both."""
    apart = both(truck(max_per_day=2, payload_kg=10, first=None, last=None), days=4)
    capacity = find_capacity(apart).at("camp", "survival")
    (payload,) = [step for step in capacity.more if step.kind == "payload"]
    assert payload.people > 50


def sold(**kilograms: float | None) -> Operation:
    """Food on sale, so many kilograms of each, brought by a truck of 20 kg a day."""
    made = kitchen_table(supply=tuple(kilograms))
    supplies = tuple(dataclasses.replace(row, quantity=kilograms[row.item]) for row in made.supply)
    return dataclasses.replace(made, supply=supplies, lifts=(dataclasses.replace(made.lifts[0], payload_kg=20),))


def test_a_place_holds_no_more_than_can_eat_within_the_basket() -> None:
    """A tenth of 10,000 kcal for five days must be lentils, of which there is 1 kg: 3.4 people."""
    asked = sold(rice=None, oil=None, biscuits=None, lentils=1)
    one = only(asked)
    assert (one.people, one.at_most, one.proof, one.holding) == (3, 3, "whole", ("energy",))
    assert [step.kind for step in one.limits] == ["supply"]
    assert planned(asked, one, 3).basket_misses == ()
    assert planned(asked, one, 4).basket_misses != ()
    # By nutrients alone: 100 kg of oil are 885,000 kcal, for 88 people.
    plain = only(dataclasses.replace(asked, basket="", baskets=()))
    assert plain.people == 88
    assert only(asked, whole=False).people == 3


def test_what_no_person_can_have_of_a_basket_holds_nobody_back() -> None:
    """No lentils at all, however few people come. 100 kg are six or seven tenths rice, three tenths oil, biscuits.

    Of rice and oil alone, at 4,380 kcal a kilogram, they feed 43.8 for five days; biscuits do a little better.
    """
    one = only(sold(rice=None, oil=None, biscuits=None))
    assert (one.people, one.aside) == (45, ())
    assert only(sold(rice=None, oil=None)).people == 43


def test_grams_of_a_basket_are_for_each_person() -> None:
    """100 g of oil are 885 kcal: 1,215 must be rice, 6,075 in five days; 20 kg of rice are 72,000: 11.9 people."""
    rule = BasketRule(basket="own", food_group="fats", max_g=100)
    asked = kitchen_table(stock={"rice": 20, "oil": 500}, baskets=(rule,), lifts=())
    one = only(asked, "minimum")
    assert (one.people, one.at_most) == (11, 11)
    assert planned(asked, one, 11).basket_misses == ()
    assert planned(asked, one, 12).basket_misses != ()


@given(fuller_operations("table"))
@examples(8)
def test_a_basket_never_holds_more(asked: Operation) -> None:
    """By needs alone a place holds as many or more; within the basket nobody there falls short either."""
    plain = find_capacity(dataclasses.replace(asked, basket="", baskets=()))
    for one, other in zip(find_capacity(asked).sites, plain.sites, strict=True):
        if one.people is not None and not one.aside:
            assert other.at_most is None or one.people <= other.at_most
            assert short(planned(asked, one, one.people), one) < NOTHING


def test_what_there_is_no_time_for_is_left_out() -> None:
    assert find_capacity(smallest(), stop=lambda: True).sites == ()
    assert find_capacity(smallest(), stop=lambda: False) == find_capacity(smallest())
