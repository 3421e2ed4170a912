"""People, shares and rates as they were counted, and refusals that name a site's rows by their keys."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import Content, Group, Need, Source
from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.operation.headcount import count_arrived, count_present
from malja.operation.rows import Movement
from malja.problems import Refused
from malja.site.operation.operation import build_operation
from malja.site.operation.rates import measure_rates
from malja.site.row_facts import make_row_fact
from tests.lifts.cases import base, meal
from tests.lifts.operations import on
from tests.site.evenings import codes, evening, morning, told

RECORDED = Source(document="journal", basis="read")
UNDER_5 = Group(group="under_5", share=0.2, reach=0.2)
FOOD = Need(need="meals", name="Meals", sector="food", kind="daily", unit="meals", survival=1, target=2)
MILK = Need(need="milk", name="Milk", sector="food", kind="daily", group="under_5", unit="l", target=0.5)
CAMP = base(
    days=10,
    people=(Movement(place="camp", date=on(-1), arrivals=100), Movement(place="camp", date=on(5), arrivals=20)),
    groups=(UNDER_5,),
    needs=(FOOD, MILK),
    items=(meal(), meal(item="carton", pack_quantity=1)),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="carton", need="milk", how="use", quantity=0.5),
    ),
)


def people(kind: str, day: int, number: int, group: str = "everyone", **more: str) -> Fact:
    return told(f"people.{kind}", day, place="camp", group=group, number=number, **more)


def test_who_left_is_still_among_all_who_have_come() -> None:
    operation = morning(CAMP, 2, people("arrived", 0, 30), people("departed", 1, 50))
    assert count_present(operation)["camp"][0] == 80
    assert count_arrived(operation)["camp"][0] == 130
    assert [(move.date, move.arrivals, move.departures) for move in operation.people] == [
        (on(-1), 100, 0),
        (on(5), 20, 0),
        (on(0), 30, 0),
        (on(1), 0, 50),
    ]


@pytest.mark.parametrize(("counted", "come", "gone"), [(112, 12, 0), (91, 0, 9), (100, None, None)])
def test_what_a_count_found_counts_on_its_day(counted: int, come: int | None, gone: int | None) -> None:
    operation = morning(CAMP, 1, people("counted", 0, counted, reason="tent by tent"))
    assert count_present(operation)["camp"][0] == counted
    found = [(move.arrivals, move.departures, move.source) for move in operation.people if move.date == on(0)]
    assert found == ([] if come is None else [(come, gone, RECORDED)])


def test_who_was_expected_and_came_is_as_recorded() -> None:
    """20 were expected on day 5: 17 came, or nobody was recorded at all since."""
    came = morning(CAMP, 6, people("arrived", 5, 17))
    nobody = morning(CAMP, 6, people("arrived", 4, 17))
    later = morning(CAMP, 7, people("arrived", 6, 17))
    assert [count_present(one)["camp"][0] for one in (came, nobody, later)] == [117, 117, 117]
    assert [codes(one) for one in (came, nobody, later)] == [[], ["site_people_not_recorded"], []]


def test_people_who_were_told_of_where_nobody_lives_are_left_out_and_said() -> None:
    state = evening(CAMP)
    fact = told("people.arrived", 0, place="depot", group="everyone", number=7)
    state.apply(dataclasses.replace(fact, device="b", number=1))
    operation = build_operation(state, on(1))
    assert operation.people == CAMP.people
    assert codes(operation) == ["site_doubts_waiting", "site_people_elsewhere"]


def test_a_group_that_was_counted_has_the_share_that_was_counted() -> None:
    """30 of 120 on day 1; those who come later without a group change nothing."""
    facts = [people("arrived", 0, 20), people("counted", 1, 30, "under_5", reason="by hand"), people("arrived", 2, 80)]
    operation = morning(CAMP, 3, *facts)
    (group,) = (group for group in operation.groups if group.group == "under_5")
    assert (group.share, group.reach) == (0.25, 0.25)
    assert (group.source.document, group.source.basis) == ("journal", "derived")
    assert group.source.note == "counted by 2025-03-11: 30 of 120"
    assert codes(operation) == ["site_share_counted"]


def test_arrivals_of_a_group_are_no_share() -> None:
    facts = [people("arrived", 0, 20), people("arrived", 0, 9, "under_5")]
    assert morning(CAMP, 1, *facts).groups == morning(CAMP, 1).groups


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


def test_a_refusal_names_a_sites_row_by_its_key() -> None:
    state = evening(CAMP, make_row_fact("needs", ("meals",), {"survival": "9"}, on(0)))
    with pytest.raises(Refused) as refused:
        build_operation(state, on(1))
    assert [(problem.code, problem.file, problem.row, problem.column) for problem in refused.value.problems] == [
        ("tiers_decrease", "needs meals", None, "target")
    ]


def test_every_refusal_is_said_at_once_and_by_key() -> None:
    facts = [
        make_row_fact("needs", ("meals",), {"survival": "9"}, on(0)),
        make_row_fact("operation", (), {"currency": "dollars"}, on(0)),
        make_row_fact("services", ("camp", "milk", "2025-03-20", "2025-03-12"), {"quantity": "5"}, on(0)),
    ]
    with pytest.raises(Refused) as refused:
        build_operation(evening(CAMP, *facts), on(1))
    assert {(problem.code, problem.file) for problem in refused.value.problems} == {
        ("tiers_decrease", "needs meals"),
        ("currency_wrong", "operation"),
        ("ends_before_start", "services camp milk 2025-03-20 2025-03-12"),
    }
    assert {problem.row for problem in refused.value.problems} == {None}
