"""A refusal names a site's row by its key."""

from __future__ import annotations

import pytest

from malja.problems import Refused
from malja.site.operation.operation import build_operation
from malja.site.row_facts import make_row_fact
from tests.lifts.operations import on
from tests.site.camp import CAMP
from tests.site.evenings import evening


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
