"""Which figures are rough, and by how much they may be off."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import Source
from malja.lifts.what_if.rough_figures import list_rough_figures
from malja.operation.rows import Movement, Service
from tests.lifts.cases import base, meal
from tests.lifts.operations import on

GUESS = Source(basis="assumed", confidence="low", note="a guess")


def test_recalled_figures_are_off_by_less() -> None:
    source = Source(basis="recalled", confidence="medium")
    asked = base(
        needs=(dataclasses.replace(base().needs[0], source=source),),
        items=(meal(max_per_person_day=2, source=source),),
        services=(Service(place="camp", need="meals", quantity=4, source=source),),
    )
    figures = list(list_rough_figures(asked))
    assert [one.kind for one in figures] == ["standard", "service", "ration"]
    assert [one.low / one.value for one in figures] == pytest.approx([0.8] * 3)
    assert [one.high / one.value for one in figures] == pytest.approx([1.2] * 3)
    doubled = figures[0].at(asked, 2 * figures[0].value)
    assert [need.survival for need in doubled.needs] == [2]
    fewer = figures[1].at(asked, 3.0)
    assert [row.quantity for row in fewer.services] == [3.0]


def test_fewer_arrivals_than_leave() -> None:
    """Those who are announced to leave are never more than are there."""
    came = (
        Movement(place="camp", date=on(0), arrivals=10, source=GUESS),
        Movement(place="camp", date=on(1), departures=9, source=GUESS),
    )
    asked = base(people=came)
    (people,) = (one for one in list_rough_figures(asked) if one.kind == "people")
    assert [(row.arrivals, row.departures) for row in people.at(asked, 7.0).people] == [(7, 0), (0, 7)]
