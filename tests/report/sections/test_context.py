"""The codes by which parts of a report point to each other."""

from __future__ import annotations

from malja.report.sections.context import ReportContext
from tests.report import situations


def test_every_need_has_a_code_and_what_is_not_asked_has_no_proof() -> None:
    context = ReportContext(situations.planned(situations.three_sites()))
    codes = [context.need_code(place, need) for place, need in context.needs]
    assert codes == [f"need-{number}" for number in range(1, len(codes) + 1)]
    assert context.need_proof(*next(iter(context.needs))) == "how-need-1"
    assert context.need_proof("nowhere", "food") == ""


def test_columns_of_figures_are_numeric() -> None:
    columns = ReportContext(situations.planned(situations.three_sites())).name_columns("need", "people")
    assert [(column.heading, column.numeric) for column in columns] == [("Need", False), ("People", True)]
