"""People, shares and rates as they were counted, and refusals that name a site's rows by their keys."""

from __future__ import annotations

import dataclasses

from malja.catalogue.facts import Source
from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.site.operation.operation import build_operation
from malja.site.operation.rates import measure_rates
from tests.lifts.operations import on
from tests.site.camp import CAMP, FOOD, MILK, people
from tests.site.evenings import evening, morning, told


def use(day: int, quantity: int, item: str = "meal", to: str = "used") -> Fact:
    return told("stock.moved", day, item=item, quantity=str(quantity), origin="camp", destination=to)


def stocked(item: str = "meal") -> Fact:
    return told("stock.received", 0, store="camp", item=item, quantity="19000", origin="given")


def target(facts: list[Fact], day: int, need: str = "meals") -> float | None:
    operation = morning(CAMP, day, stocked(), stocked("carton"), people("arrived", 5, 20), *facts)
    return next(one.target for one in operation.needs if one.need == need)


def test_a_need_of_which_more_is_used_asks_for_as_much() -> None:
    """Days 0 to 4: 250 meals for 100 people, days 5 and 6: 300 for 120. 1,850 meals for 740 person-days are 2.5."""
    facts = [use(day, 250 if day < 5 else 300) for day in range(7)]
    operation = morning(CAMP, 7, stocked(), people("arrived", 5, 20), *facts)
    food = operation.needs[0]
    assert (food.survival, food.target) == (1, 2.5)
    assert (food.source.document, food.source.basis) == ("journal", "derived")
    assert (
        food.source.note == "used over 7 days, 2025-03-10 to 2025-03-16, by those who were there: 2.5; the target was 2"
    )
    (notice,) = operation.notices
    assert say_problem(notice) == (
        "over 7 days 2.5 meals of Meals were used a day for each whose need it is, more than the target of 2:"
        " the plan asks for as much as is used"
    )


def test_a_measured_target_still_says_where_the_row_came_from() -> None:
    sphere = dataclasses.replace(FOOD, source=Source(document="A handbook", page="12", basis="read", confidence="high"))
    camp = dataclasses.replace(CAMP, needs=(sphere, MILK))
    facts = [stocked(), people("arrived", 5, 20), *[use(day, 250 if day < 5 else 300) for day in range(7)]]
    note = morning(camp, 7, *facts).needs[0].source.note
    assert note.endswith("the target was 2, and that and the other tiers are from: A handbook, 12")


def test_less_than_the_target_changes_nothing_but_is_known() -> None:
    state = evening(
        CAMP, stocked(), *[use(day, 150) for day in range(5)], people("arrived", 5, 20), use(5, 150), use(6, 150)
    )
    operation = build_operation(state, on(7))
    assert operation.needs == CAMP.needs
    (rate,) = measure_rates(operation, state)
    assert (rate.need, rate.used, rate.target, rate.days, rate.is_more) == ("meals", 1.42, 2, 7, False)


def test_a_share_of_the_people_uses_its_own_need() -> None:
    """10 cartons a day are 5 l for 20 children under five: 0.25 l each; 30 cartons are 0.75 l."""
    assert target([use(day, 10, "carton") for day in range(7)], 7, "milk") == 0.5
    assert (
        target([use(day, 30, "carton") for day in range(5)] + [use(5, 36, "carton"), use(6, 36, "carton")], 7, "milk")
        == 0.75
    )


def test_six_days_are_too_few() -> None:
    assert target([use(day, 300) for day in range(6)], 6) == 2


def test_what_is_used_in_one_go_is_no_rate() -> None:
    """A third of it on one day at most: a kit that is opened says nothing of how fast it is used up."""
    assert target([use(0, 2000), use(3, 1000), use(6, 900)], 7) == 2


def test_what_was_given_out_is_no_rate() -> None:
    assert target([use(day, 300, to="given_out") for day in range(7)], 7) == 2


def test_only_the_last_four_weeks_count() -> None:
    """35 days: 400 meals a day in the first week, 240 from then on for 120 people: 2 each."""
    facts = [use(day, 400 if day < 7 else 240) for day in range(35)]
    assert target(facts, 35) == 2
    assert (target(facts[:34], 34) or 0) > 2
