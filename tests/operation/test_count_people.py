"""Families in the table of people: counted by the household size, said, refused where they are no count."""

from __future__ import annotations

import pytest

from malja.operation.reading.read_operation import read_operation
from malja.problems import Refused
from tests.operation.conftest import Camp


def test_families_are_people_of_the_operations_households_and_it_is_said(camp: Camp) -> None:
    rows = 'place,date,arrivals,departures\nbase,2025-03-08,25 families,\nbase,2025-03-12,"1,200",٣ أسر\n'
    operation = read_operation(camp({"people.csv": rows}))
    assert [(move.arrivals, move.departures) for move in operation.people] == [(100, 0), (1200, 12)]
    told = [(one.value, dict(one.values)) for one in operation.notices if one.code == "families_counted"]
    assert told == [("25 families", {"people": "100", "size": "4"}), ("٣ أسر", {"people": "12", "size": "4"})]


@pytest.mark.parametrize("wrong", ["25 boxes", "2.5 families", "100 and more"])
def test_what_counts_nobody_is_refused(camp: Camp, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        read_operation(camp({"people.csv": f"place,date,arrivals\nbase,2025-03-08,{wrong}\n"}))
    assert [(one.code, one.column, one.value) for one in refused.value.problems] == [
        ("people_wrong", "arrivals", wrong)
    ]
