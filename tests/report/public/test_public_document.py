"""The public page of operations at the edges: the sentences are right, and nothing in a title runs."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import openpyxl

from malja.catalogue.facts import TIERS
from malja.language import speaking
from malja.lifts.plan.plan import Plan
from malja.operation.operation import Operation
from malja.report.document import (
    Bullets,
    Derivation,
    Document,
    KeyFigures,
    Paragraph,
    Phrase,
    ReportSection,
    ReportTable,
)
from malja.report.public.coarsening import coarsen_figures
from malja.report.public.figures import PublicFigures, Week
from malja.report.public.public_document import MOST_WEEKS, build_public_document
from malja.report.report_files import make_public_report_files
from malja.report.report_html import render_html
from malja.report.situation import Situation, gather_situation

HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>\x1b[31m\u202e"


def page(operation: Operation, plan: Plan, **options: Any) -> Document:
    return build_public_document(coarsen_figures(gather_situation(operation, plan), **options))


def changed(plan: Plan, short: float) -> Plan:
    coverage = tuple(
        dataclasses.replace(row, short={tier: short for tier in TIERS if tier in row.required}) for row in plan.coverage
    )
    return dataclasses.replace(plan, coverage=coverage)


def section(document: Document, code: str) -> Any:
    return next(one for one in document.sections if one.code == code)


def figures_of(document: Document) -> list[str]:
    (block,) = section(document, "figures").blocks
    assert isinstance(block, KeyFigures)
    return [one.figure.text for one in block.figures]


def every(document: Document) -> list[Phrase]:
    found: list[Phrase] = [*document.about, document.headline.said]
    parts: list[ReportSection | Derivation] = [*document.sections, *document.derivations]
    for part in parts:
        for block in part.blocks:
            match block:
                case Paragraph():
                    found.append(block.said)
                case Bullets():
                    found += block.lines
                case ReportTable():
                    found += [cell for row in block.rows for cell in row]
                case KeyFigures():
                    found += [one.figure for one in block.figures]
                case _:
                    raise AssertionError(type(block))
    return found


def test_the_headline_tells_the_gravest_tier_of_the_first_week(secret: Operation, secret_plan: Plan) -> None:
    """20 % of the water's minimum and the roof's are missing at the large site, nothing of what survival asks for."""
    document = page(secret, secret_plan)
    assert document.headline.said.text == (
        "In week 19 (May 2025) these fall below the minimum, for up to about 8,200 people: "
        "Water for drinking, cooking and hygiene, site 1, Covered floor area, site 1."
    )
    assert document.headline.tone == "urgent"
    assert figures_of(document) == ["8,200", "0", "2", "0"]


def test_everything_is_missing(secret: Operation, secret_plan: Plan) -> None:
    document = page(secret, changed(secret_plan, 1.0))
    assert document.headline.said.text.startswith(
        "In week 19 (May 2025) these fall below survival, for up to about 8,200"
    )
    survival = section(document, "missing").blocks[0]
    assert {cell.text for row in survival.rows for cell in row[1:]} == {"100 %"}


def test_nothing_is_missing(secret: Operation, secret_plan: Plan) -> None:
    """With groups that are not told of, the page does not say that nobody is short."""
    document = page(secret, changed(secret_plan, 0.0))
    assert document.headline.said.text == (
        "With everything that is planned nothing is missing in these weeks of what is told: "
        "groups of fewer than ten people are left out."
    )
    assert document.headline.tone == "good"
    all_told = dataclasses.replace(secret, needs=secret.needs[:2], contents=(), people=secret.people[:2])
    document = page(all_told, changed(secret_plan, 0.0))
    assert document.headline.said.text == (
        "With everything that is planned nobody falls below a standard in these weeks."
    )
    assert [block.said.text for block in section(document, "missing").blocks] == ["Nothing is missing in these weeks."]


def test_nobody_is_there(secret: Operation, secret_plan: Plan) -> None:
    empty = dataclasses.replace(secret, people=())
    document = page(empty, dataclasses.replace(secret_plan, coverage=()))
    assert document.headline.said.text == "Nobody is there in these weeks: nothing is needed."
    assert figures_of(document) == ["0", "0", "0", "0"]


def test_few_people_are_not_counted_out(secret: Operation, secret_plan: Plan) -> None:
    """With the small site alone no number stands anywhere but those of weeks."""
    alone = dataclasses.replace(secret, people=secret.people[2:])
    document = page(alone, changed(secret_plan, 1.0))
    assert figures_of(document)[0] == "<10"
    due = section(document, "needed").blocks[0]
    assert {cell.text for row in due.rows for cell in row[1:]} <= {"<10", "not told", ""}
    assert document.derivations == ()


def test_every_proof_leads_to_a_derivation(secret_situation: Situation) -> None:
    document = build_public_document(coarsen_figures(secret_situation))
    codes = [one.code for one in document.derivations]
    assert len(set(codes)) == len(codes)
    assert {said.proof for said in every(document) if said.proof} == set(codes)


def test_a_derivation_can_be_checked_with_a_pencil(secret_situation: Situation) -> None:
    """8,200 x 0.4 = 3,280, to two digits 3,300; its standard is the operation's own, so it is not told."""
    document = build_public_document(coarsen_figures(secret_situation))
    lines = [line.text for one in document.derivations for block in one.blocks for line in getattr(block, "lines", ())]
    assert "Survival: 8,200 people x a standard of the operation's own = about 3.3 t a day" in lines


def test_the_weeks_of_a_long_plan_are_cut_and_it_is_said(secret_situation: Situation) -> None:
    figures = coarsen_figures(secret_situation)
    first = next(need for need in figures.needs if need.missing)
    weeks = tuple(Week(year=2025, number=number, month=5) for number in range(10, 30))
    needs = tuple(dataclasses.replace(first, week=week) for week in weeks)
    long: PublicFigures = dataclasses.replace(figures, weeks=weeks, needs=needs)
    (table,) = section(build_public_document(long), "missing").blocks
    assert len(table.columns) == 1 + MOST_WEEKS
    assert table.note.endswith("Later weeks stand in figures.xlsx.")


def test_a_hostile_title_stays_text_everywhere(secret_situation: Situation) -> None:
    files = make_public_report_files(secret_situation, title=HOSTILE)
    html = files["report.html"].decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    for name, content in files.items():
        if not name.endswith((".pdf", ".xlsx")):
            assert not {"\x1b", "\u202e"} & set(content.decode()), name
    book = openpyxl.load_workbook(io.BytesIO(files["figures.xlsx"]))
    assert book["About"]["A2"].data_type == "s"
    assert book["About"]["A2"].value.startswith("'=HYPERLINK")
    assert "'=" not in files["hxl_people.csv"].decode(), "the title stands behind other words there"


def test_two_builds_give_the_same_bytes(secret_situation: Situation) -> None:
    assert make_public_report_files(secret_situation) == make_public_report_files(secret_situation)


def test_the_page_is_whole_without_requests_and_with_one_day(secret: Operation, secret_plan: Plan) -> None:
    day = dataclasses.replace(secret, days=1, reserve_days=0, committed=(), people=secret.people[:1])
    plan = dataclasses.replace(
        secret_plan,
        days=1,
        reserve_days=0,
        coverage=tuple(row for row in secret_plan.coverage if row.date == secret.start),
    )
    document = page(day, dataclasses.replace(plan, trips=()))
    assert document.about[0].text == "Covers week 19 (May 2025) to week 19 (May 2025)."
    assert "What to ask for was not worked out." in render_html(document)


def test_large_amounts_are_said_in_large_units_in_every_language(secret_situation: Situation) -> None:
    """3,300 kg of food: 3.3 t, in Arabic too."""
    for locale, said in (("en", "3.3 t a day"), ("ar", "3.3 طن في اليوم")):
        with speaking(locale):
            due = section(build_public_document(coarsen_figures(secret_situation)), "needed").blocks[0]
        assert said in {cell.text for row in due.rows for cell in row}
