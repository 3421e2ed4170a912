"""The report in print: what the tree says stands on the pages, in both languages, also for strange operations."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import pypdf
import pytest

from malja.language.speech import speaking
from malja.problems import Failed
from malja.report import report_pdf
from malja.report.document import Document, KeyFigures, Paragraph, Phrase, Picture, ReportColumn, ReportTable
from malja.report.report_document import build_report_document
from malja.report.report_pdf import fit_column_widths, render_pdf
from tests.report import situations
from tests.report.printing import arabic_words, pages, picture, plain, sizes, unread, widest_ink
from tests.report.trees import blocks, every_said

MOST_BYTES = 3_000_000


def told(name: str = "ordinary") -> Document:
    return build_report_document(situations.planned(situations.STRANGE[name]()))


def joined(text: str) -> str:
    """Without spaces: a line that is broken on the page is the same line."""
    return plain(text).replace(" ", "")


def everything(printed: bytes) -> str:
    return joined("".join(pages(printed)))


def bare_letters(text: str) -> str:
    return "".join(char for char in joined(text) if char.isalpha())


@pytest.mark.parametrize("name", situations.STRANGE)
def test_every_operation_prints_what_its_report_says(name: str) -> None:
    tree = told(name)
    printed = render_pdf(tree, situations.START)
    assert len(printed) < MOST_BYTES
    assert sizes(printed) == {(210, 297)}
    text = bare_letters("".join(pages(printed)))
    # The marks of derivations and page breaks stand between the words; letters alone are compared.
    titles = [*(part.title for part in tree.sections), *(part.title for part in tree.derivations)]
    for heading in [tree.title, *titles]:
        assert bare_letters(heading)[:40] in text, heading
    assert bare_letters(tree.headline.said.text)[:60] in text
    for page in range(len(pages(printed))):
        assert min(widest_ink(printed, page)) > 0.03, page


def test_figures_tables_and_links_are_there() -> None:
    tree = told()
    printed = render_pdf(tree, situations.START)
    text = everything(printed)
    parts = [block for section in tree.sections for block in blocks(section)]
    figures = [one for block in parts if isinstance(block, KeyFigures) for one in block.figures]
    assert len(figures) > 3
    assert [one.figure.text for one in figures if joined(one.figure.text) not in text] == []
    tables = [block for block in parts if isinstance(block, ReportTable)]
    cells = {cell.text for table in tables for row in table.rows for cell in row}
    assert len(cells) > 20
    assert [cell for cell in cells if bare_letters(cell)[:12] not in bare_letters(text)] == []
    links = [note for page in pypdf.PdfReader(io.BytesIO(printed)).pages for note in page.get("/Annots", [])]
    proofs = {one.code for one in tree.derivations}
    shown = [said for said in every_said(tree.sections) if said.proof in proofs]
    assert len(links) >= len(shown) > 20


def test_pages_are_counted_and_the_reader_finds_parts() -> None:
    printed = render_pdf(told(), situations.START)
    texts = pages(printed)
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    reader = pypdf.PdfReader(io.BytesIO(printed))
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles == [section.title for section in told().sections] + ["How the figures were calculated"]


def test_a_screen_reader_is_told_language_title_and_tags() -> None:
    catalog: Any = pypdf.PdfReader(io.BytesIO(render_pdf(told(), situations.START))).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_what_would_be_too_large_is_printed_without_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    tagged = render_pdf(told(), situations.START)
    monkeypatch.setattr(report_pdf, "LARGEST_TAGGED", len(tagged) - 1)
    plainer = render_pdf(told(), situations.START)
    assert len(plainer) < len(tagged) / 1.5
    assert pages(plainer) == pages(tagged)


def test_two_runs_give_the_same_bytes() -> None:
    assert render_pdf(told(), situations.START) == render_pdf(told(), situations.START)


@pytest.mark.parametrize("digits", ["latin", "arab"])
def test_in_arabic_it_runs_from_right_to_left(digits: str) -> None:
    with speaking("ar", digits):
        tree = build_report_document(situations.planned(situations.arabic_names()))
        printed = render_pdf(tree, situations.START)
    words = {word for section in tree.sections for word in arabic_words(section.title)}
    words |= arabic_words(tree.headline.said.text) | arabic_words(situations.ARABIC)
    lost, missing = unread(printed, words)
    assert len(words) > 20
    assert len(lost) <= len(words) / 4
    assert missing == []
    # The title of a page begins on the right, and nothing else stands beside it.
    grey = picture(printed, 0).mean(axis=2)
    top = grey[: grey.shape[0] // 14] < 128
    inked = top.any(axis=0).nonzero()[0]
    assert inked.max() > 0.9 * grey.shape[1]
    assert inked.min() > 0.5 * grey.shape[1]
    assert (set("٠١") <= set("".join(pages(printed)))) == (digits == "arab")


def test_in_black_and_white_levels_still_differ() -> None:
    """What is grave is darker by far than what is fine, on a page without colours."""
    printed = render_pdf(told("everything short"), situations.START)
    colours = {tuple(int(part) for part in found) for found in picture(printed, 0).reshape(-1, 3)[::7]}
    greys = {round(sum(one) / 3) for one in colours}
    assert min(greys) < 60
    assert max(greys) > 240


def test_a_picture_that_is_none_fails_by_name() -> None:
    broken = Picture(code="x", kind="chart", title="X", svg="<svg", said="X")
    tree = dataclasses.replace(told(), sections=(dataclasses.replace(told().sections[0], blocks=(broken,)),))
    with pytest.raises(Failed) as failed:
        render_pdf(tree, situations.START)
    assert failed.value.problems[0].code == "unprintable"


def test_a_link_to_nowhere_is_plain_text() -> None:
    lost = Paragraph(said=Phrase(text="Seven people", proof="how-nothing"))
    tree = dataclasses.replace(told(), sections=(dataclasses.replace(told().sections[0], blocks=(lost,)),))
    assert "Seven people" in pages(render_pdf(tree, situations.START))[0]


def test_columns_of_long_texts_share_what_short_ones_leave() -> None:
    def table(*texts: str) -> ReportTable:
        columns = tuple(ReportColumn(heading="H") for _ in texts)
        return ReportTable(code="t", caption="", columns=columns, rows=(tuple(Phrase(text=text) for text in texts),))

    assert fit_column_widths(table("short", "x" * 80)) == [0.0, pytest.approx(8.9, abs=0.1)]
    crowded = fit_column_widths(table(*["x" * 22] * 5, "x" * 80))
    assert min(crowded) > 0
    assert crowded[-1] > crowded[0]
    assert 0.0 not in fit_column_widths(table("a", "b"))
