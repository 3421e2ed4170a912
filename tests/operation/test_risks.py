"""Risks name what can go wrong that way."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Risk
from malja.operation.write_operation import write_operation
from malja.problems import Refused
from tests.simulation.operations import camp


def with_risks(*rows: Risk) -> Operation:
    """The camp with rows of risks."""
    return camp(risks=rows)


def refusals(*rows: Risk) -> list[tuple[str, str, str]]:
    """Code, column and value of what is refused."""
    with pytest.raises(Refused) as refused:
        with_risks(*rows)
    return [(problem.code, problem.column, problem.value) for problem in refused.value.problems]


def test_a_lift_a_site_and_a_store_that_exist_can_be_named() -> None:
    rows = (
        Risk(risk="departure_fails", at="first", share=0.5),
        Risk(risk="more_people", at="camp", share=0.1, size=0.25),
        Risk(risk="miscount", at="depot", size=0.1),
    )
    assert with_risks(*rows).risks == rows


def test_what_cannot_go_wrong_that_way_is_refused_all_at_once() -> None:
    assert refusals(
        Risk(risk="departure_fails", at="frist"),
        Risk(risk="more_people", at="depot"),
        Risk(risk="miscount", at="first"),
        Risk(risk="miscount", size=1.0),
    ) == [
        ("unknown_name_near", "at", "frist"),
        ("unknown_name", "at", "depot"),
        ("unknown_name", "at", "first"),
        ("number_above", "size", "1.0"),
    ]


def test_shares_are_from_none_to_all_and_rows_stand_once() -> None:
    assert refusals(Risk(risk="departure_fails", share=1.5)) == [("number_above", "share", "1.5")]
    assert [code for code, _, _ in refusals(Risk(risk="miscount"), Risk(risk="miscount"))] == ["name_twice"]


def test_risks_are_read_as_they_are_written(tmp_path: Path) -> None:
    written = with_risks(Risk(risk="departure_fails", at="first", share=0.25), Risk(risk="miscount", size=0.1))
    write_operation(written, tmp_path / "camp")
    assert read_operation(tmp_path / "camp").risks == written.risks
