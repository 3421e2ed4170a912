"""The numbers of the papers: unbroken, the same each time, others for another plan."""

from __future__ import annotations

import dataclasses

from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.plan.plan_json import format_plan, read_plan
from malja.report.papers.waybill_numbers import SERIES_SIGNS, name_series, number_trips


def roads(plan: Plan) -> Plan:
    """The same plan, its first trip by road."""
    cargo = tuple(dataclasses.replace(part, packs=None) for part in plan.trips[0].cargo)
    return dataclasses.replace(
        plan, trips=(dataclasses.replace(plan.trips[0], vehicles=None, cargo=cargo), *plan.trips[1:])
    )


def test_numbers_have_no_gap_and_flights_come_first(plan: Plan) -> None:
    begin = name_series(plan)
    assert [one.paper for one in number_trips(plan)] == [f"{begin}-001", f"{begin}-002", f"{begin}-003"]
    assert {one.of for one in number_trips(plan)} == {3}
    mixed = number_trips(roads(plan))
    assert [(one.number, one.position, one.trip.vehicles) for one in mixed] == [(1, 1, 1), (2, 2, 1), (3, 0, None)]


def test_a_series_says_its_first_day_in_signs_nobody_mistakes(plan: Plan) -> None:
    date, signs = name_series(plan).split("-")
    assert date == "20250314"
    assert len(signs) == 4
    assert not set(signs) - set(SERIES_SIGNS)
    assert not set("ILOU") & set(SERIES_SIGNS)
    assert len(set(SERIES_SIGNS)) == 32


def test_a_plan_read_back_has_the_same_numbers(plan: Plan) -> None:
    third = dataclasses.replace(plan.trips[2].cargo[0], quantity=100 / 3, kg=34.0)
    uneven = dataclasses.replace(plan, trips=(*plan.trips[:2], dataclasses.replace(plan.trips[2], cargo=(third,))))
    assert name_series(read_plan(format_plan(uneven))) == name_series(uneven)
    assert [one.paper for one in number_trips(read_plan(format_plan(plan)))] == [
        one.paper for one in number_trips(plan)
    ]


def test_other_trips_give_other_numbers(plan: Plan) -> None:
    def changed(**values: object) -> Plan:
        trip: Trip = dataclasses.replace(plan.trips[1], **values)  # type: ignore[arg-type]
        return dataclasses.replace(plan, trips=(plan.trips[0], trip, plan.trips[2]))

    more = dataclasses.replace(plan.trips[1].cargo[0], quantity=150.0, packs=3.0)
    others = [
        changed(cargo=(more,)),
        changed(lift="other"),
        changed(leaves=plan.trips[2].leaves),
        changed(destination="depot"),
        changed(vehicles=2),
        dataclasses.replace(plan, operation="Another"),
        dataclasses.replace(plan, trips=plan.trips[:2]),
    ]
    assert len({name_series(one) for one in (plan, *others)}) == len(others) + 1
    # What no paper says changes no number.
    assert name_series(dataclasses.replace(plan, coverage=(), currency="EUR")) == name_series(plan)


def test_what_carries_nothing_has_no_paper(plan: Plan) -> None:
    empty = dataclasses.replace(plan.trips[0], vehicles=None, cargo=())
    assert len(number_trips(dataclasses.replace(plan, trips=(empty, *plan.trips[1:])))) == 2
    assert number_trips(dataclasses.replace(plan, trips=())) == ()
