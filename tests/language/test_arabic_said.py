"""What malja writes in Arabic is Arabic: no English word is left but codes, file names and the titles of documents."""

from __future__ import annotations

import datetime
import html
import io
import re
from functools import cache
from typing import Any

import openpyxl
import pytest

from malja.briefing.operation.check_lines import check_lines
from malja.catalogue.load_catalogue import load_catalogue
from malja.cover.cover import find_covers
from malja.cover.cover_page import say_covers
from malja.language import load_language, speaking
from malja.language.isolation import FSI, PDI, is_balanced, measure_width
from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts
from malja.needs.derivation import say_factors
from malja.operation.operation import Operation
from malja.operation.schema import TABLES
from malja.quick.questions import Answers
from malja.quick.quick import QuickAnswer, give_quick_answer
from malja.quick.quick_page import write_quick_page as quick_page
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from malja.report.situation import gather_situation
from malja.report.summary import summarise_plan
from malja.report.terminal.plan_page import TERMINAL_WIDTH, build_plan_page, render_text
from malja.report.workbooks.manifests import make_manifests

TODAY = datetime.date(2025, 3, 11)
ANSWERS = Answers(people=800, water=2000, roofed=500, toilets=3, food_days=2, flight=3, vehicle="an26", cold=True)
#: Files, formats and codes that are called the same in every language.
ALIKE = {"plan", "json", "manifests", "xlsx", "docs", "model", "md", "HiGHS"}
ALIKE |= {"USD", "UN", "lat", "lon", "all", "catalogue", "csv", "malja"}


@cache
def answered() -> QuickAnswer:
    """A small operation with every good of the catalogue, its own names in Arabic."""
    with speaking("ar"):
        return give_quick_answer(ANSWERS, TODAY)


@cache
def asked() -> tuple[Operation, Plan]:
    """The same operation and a whole plan of it."""
    return answered().operation, plan_lifts(answered().operation)


@cache
def codes() -> frozenset[str]:
    """Words of the ids in the operation's tables, and of names that are Latin in Arabic too."""
    operation, _ = asked()
    ids = {
        getattr(row, column)
        for table, column in (
            ("places", "place"),
            ("lifts", "lift"),
            ("lifts", "vehicle"),
            ("items", "item"),
            ("needs", "need"),
            ("groups", "group"),
        )
        for row in getattr(operation, table)
    }
    return frozenset(word for text in (*ids, *load_language("ar").names.values()) for word in latin(text)) | ALIKE


@cache
def sources() -> frozenset[str]:
    """Words of the titles, editions, pages and notes of documents."""
    catalogue = load_catalogue("cold")
    tables = (
        "needs",
        "items",
        "groups",
        "contents",
        "running",
        "prices",
        "vehicles",
        "baskets",
        "stowage",
        "segregation",
    )
    rows: list[Any] = [row for table in tables for row in getattr(catalogue, table)]
    texts = [getattr(row.source, part) for row in rows for part in ("document", "edition", "page", "note")]
    keys = ("item", "need", "input", "group", "how", "basket", "food_group", "vehicle", "packaging")
    ids = [getattr(row, key) for row in rows for key in keys if hasattr(row, key)]
    files = (table.name for table in TABLES)
    return frozenset(word for text in (*texts, *ids, *files) for word in latin(text))


def latin(text: str) -> set[str]:
    """Latin words, but for the letters in the number of a paper (20250311-GVVD-001)."""
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\b\d{8}-[A-Z0-9]+-\d+\b", "", text)))


def shown(page: str) -> list[str]:
    """The words of a page of HTML: what is read, and what is read out."""
    words = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.S)
    read_out = re.findall(r'\b(?:alt|aria-label|title)="([^"]*)"', words)
    return [html.unescape(line).strip() for line in (*re.split(r"<[^>]*>", words), *read_out) if line.strip()]


@cache
def said(kind: str) -> list[str]:
    operation, made = asked()
    with speaking("ar"):
        match kind:
            case "summary":
                return render_text(
                    build_plan_page(operation, summarise_plan(operation, made), verbose=True)
                ).splitlines()
            case "cover":
                return say_covers(operation, find_covers(operation))
            case "quick":
                return quick_page(answered()).splitlines()
            case "manifests":
                book = openpyxl.load_workbook(io.BytesIO(make_manifests(operation, made)))
                return [cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]
            case "report":
                return shown(render_html(build_report_document(gather_situation(operation, made))))
            case "derivations":
                return [say_factors(cover.derived) for cover in find_covers(operation)]
            case _:
                return check_lines(operation, everything=True)


@pytest.mark.parametrize("kind", ["summary", "cover", "quick", "manifests"])
def test_no_english_word_is_left(kind: str) -> None:
    lines = said(kind)
    assert len(lines) > 20
    assert not [(line, latin(line) - codes()) for line in lines if latin(line) - codes()]


@pytest.mark.parametrize("kind", ["derivations", "check", "report"])
def test_no_english_word_is_left_but_of_documents(kind: str) -> None:
    lines = said(kind)
    assert len(lines) > 20
    assert not [(line, latin(line) - codes() - sources()) for line in lines if latin(line) - codes() - sources()]


@pytest.mark.parametrize("kind", ["summary", "cover", "quick", "manifests", "derivations", "check"])
def test_latin_words_are_set_apart_from_arabic_ones(kind: str) -> None:
    """A name that fills its cell needs nothing; in a sentence a Latin word stands in an isolate."""
    names = set(load_language("ar").names.values())
    for line in said(kind):
        if line.removesuffix("*") in names:
            continue
        if kind == "summary" and line.count(FSI) != line.count(PDI):
            # Wrapped in the middle of a name: a terminal ends an isolate with its line.
            continue
        assert is_balanced(line), line
        outside = re.sub(f"{FSI}[^{FSI}{PDI}]*{PDI}", "", re.sub(f"{FSI}[^{FSI}{PDI}]*{PDI}", "", line))
        assert not (re.search("[\u0600-\u06ff]", outside) and latin(outside)), line


def test_the_summary_keeps_to_its_width() -> None:
    assert max(measure_width(line) for line in said("summary")) <= TERMINAL_WIDTH


def test_tables_on_the_terminal_are_aligned_by_what_is_seen() -> None:
    """The last column of the cover table begins at the same column of the terminal in every line."""
    lines = said("cover")
    head = next(number for number, line in enumerate(lines) if line.startswith("الاحتياج"))
    rows = lines[head : lines.index("", head)]
    begins = {measure_width(row) - measure_width(row.split("  ")[-1].strip()) for row in rows}
    assert len(rows) > 20
    assert len(begins) == 1


def test_sheets_of_the_manifests_run_from_right_to_left() -> None:
    operation, made = asked()
    for locale, right_to_left in (("ar", True), ("en", False)):
        with speaking(locale):
            book = openpyxl.load_workbook(io.BytesIO(make_manifests(operation, made)))
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {right_to_left}


def test_the_same_arabic_gives_the_same_bytes() -> None:
    operation, made = asked()
    with speaking("ar", digits="arab"):
        assert make_manifests(operation, made) == make_manifests(operation, made)
