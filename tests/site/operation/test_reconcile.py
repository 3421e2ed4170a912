"""A site founded on an operation's tables gives that operation again, and the same plan, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import malja
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.write_operation import format_operation_files, write_operation
from malja.site.operation.operation import build_operation
from malja.site.site import Site
from tests.lifts import cases, cases_assets
from tests.lifts.operations import smallest
from tests.lifts.random_operations import operations
from tests.site.evenings import evening, from_files

EXAMPLES = Path(__file__).parents[3] / "examples"
CASES = {
    name: case.bound
    for group in (*vars(cases).values(), *vars(cases_assets).values())
    if isinstance(group, dict)
    for name, case in group.items()
    if isinstance(case, cases.Case)
}


@pytest.mark.parametrize("name", ["hmeimim", "three-valleys", "wfp-syria"])
def test_an_example_comes_out_of_the_journal_as_it_went_in(name: str, tmp_path: Path) -> None:
    operation = read_operation(EXAMPLES / name)
    with Site.found(tmp_path / "site", tables=operation) as site:
        again = site.operation()
    assert again == operation
    assert format_operation_files(again) == format_operation_files(operation)
    assert [(said.code, said.column) for said in again.notices] == [
        (said.code, said.column) for said in operation.notices
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_small_operation_comes_out_as_from_files(name: str, tmp_path: Path) -> None:
    expected = from_files(CASES[name], tmp_path / "tables")
    assert build_operation(evening(CASES[name]), CASES[name].start) == expected
    assert build_operation(evening(expected), expected.start) == expected


@pytest.mark.parametrize(
    "operation", [read_operation(EXAMPLES / "wfp-syria"), smallest()], ids=["wfp-syria", "smallest"]
)
def test_the_plan_is_the_same_to_the_byte(operation: Operation) -> None:
    again = build_operation(evening(operation), operation.start)
    assert malja.to_json(malja.plan(again)) == malja.to_json(malja.plan(operation))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=operations())
def test_any_small_operation_comes_out_as_from_files(
    tables: Operation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    expected = from_files(tables, folder / "tables")
    again = build_operation(evening(tables), tables.start)
    together = {(move.place, move.date) for move in expected.people}
    if len(together) == len(expected.people):
        assert again == expected
    assert by_day(again) == by_day(expected)
    write_operation(again, folder / "export")
    assert read_operation(folder / "export") == again


def by_day(operation: Operation) -> dict[tuple[object, ...], int]:
    """Arrivals less departures by place and day: rows of one day are one row of a site."""
    moves: dict[tuple[object, ...], int] = {}
    for move in operation.people:
        for what, number in (("come", move.arrivals), ("go", move.departures)):
            moves[move.place, move.date, what] = moves.get((move.place, move.date, what), 0) + number
    return {key: number for key, number in moves.items() if number}
