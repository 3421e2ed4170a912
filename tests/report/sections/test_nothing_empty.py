"""Nothing empty is printed: no table without rows, no column of blanks, no heading over nothing."""

from __future__ import annotations

import pytest

from malja.report.document import (
    Bullets,
    Document,
    Paragraph,
    Phrase,
    ReportColumn,
    ReportGroup,
    ReportSection,
    ReportTable,
)
from malja.report.report_document import build_report_document
from malja.report.sections.nothing_empty import drop_empty_parts
from malja.report.two_pages.two_page_document import build_two_page_document
from tests.report import situations
from tests.report.reports import everything


def table(*rows: tuple[str, ...]) -> ReportTable:
    return ReportTable(
        code="t",
        caption="c",
        columns=(ReportColumn(heading="a"), ReportColumn(heading="b"), ReportColumn(heading="c")),
        rows=tuple(tuple(Phrase(text=cell) for cell in row) for row in rows),
    )


def document(*sections: ReportSection) -> Document:
    return Document(
        title="t",
        language="en",
        direction="ltr",
        about=(),
        headline=Paragraph(said=Phrase(text="h")),
        sections=sections,
        derivations=(),
    )


def test_what_holds_nothing_goes_with_its_heading() -> None:
    empty = ReportGroup(code="g", title="group", blocks=(table(), Bullets(lines=())))
    kept = ReportSection(code="s", title="s", blocks=(empty, table(("x", "", "1"), ("y", " ", "2"))))
    told = drop_empty_parts(document(ReportSection(code="e", title="e", blocks=(empty,)), kept))
    assert [section.code for section in told.sections] == ["s"]
    (left,) = told.sections[0].blocks
    assert isinstance(left, ReportTable)
    assert [column.heading for column in left.columns] == ["a", "c"]
    assert [[cell.text for cell in row] for row in left.rows] == [["x", "1"], ["y", "2"]]


@pytest.mark.parametrize("name", situations.STRANGE)
def test_no_report_has_anything_empty(name: str) -> None:
    situation = situations.planned(situations.STRANGE[name]())
    for told in (build_report_document(situation), build_two_page_document(situation)):
        assert all(section.blocks for section in told.sections)
        assert all(derivation.blocks for derivation in told.derivations)
        for block in everything(told):
            if isinstance(block, ReportTable):
                assert block.rows
                columns = list(zip(*block.rows, strict=True))
                assert all(any(cell.text.strip() for cell in column) for column in columns[1:]), block.caption
            elif isinstance(block, Bullets):
                assert block.lines
            elif isinstance(block, ReportGroup):
                assert block.blocks
