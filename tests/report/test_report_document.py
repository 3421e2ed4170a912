"""The report as a tree: every figure leads to how it came about, and follows the tables it is made from."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import Source
from malja.report.document import (
    Heat,
    KeyFigures,
    TripLoads,
)
from malja.report.report_document import build_report_document
from tests.report import situations
from tests.report.reports import cells, chart_of, derivation, everything, heat, heat_map, lines_of, need_code, told
from tests.report.trees import every_said


@pytest.mark.parametrize("name", situations.STRANGE)
def test_every_figure_leads_to_one_derivation_and_every_code_is_its_own(name: str) -> None:
    found = told(situations.STRANGE[name]())
    codes = [one.code for one in found.derivations]
    codes += [section.code for section in found.sections]
    codes += [block.code for block in everything(found) if hasattr(block, "code")]
    assert len(codes) == len(set(codes))
    proofs = {said.proof for said in every_said(found) if said.proof}
    assert proofs - {one.code for one in found.derivations} == set()
    links = {row.link for block in everything(found) if isinstance(block, Heat) for row in block.rows}
    assert links - set(codes) == set()


@pytest.mark.parametrize("name", situations.STRANGE)
def test_a_report_has_all_its_parts_in_ochas_order(name: str) -> None:
    found = [section.code for section in told(situations.STRANGE[name]()).sections]
    order = ["highlights", "figures", "runs-out", "overview", "flights", "places", "needs", "limits", "asked"]
    assert [code for code in found if code in order] == order
    assert found[-1] == "assumptions"


def test_nothing_short_is_said_plainly() -> None:
    found = told(situations.nothing_short())
    assert found.headline.tone == "good"
    figures = next(block for block in everything(found) if isinstance(block, KeyFigures))
    assert [one.figure.text for one in figures.figures if one.label.startswith(("people lack", "people live"))] == [
        "0",
        "0",
    ]
    assert {level for row in heat_map(found).rows for level in row.levels} == {"fine"}


def test_everything_short_is_below_survival_every_day() -> None:
    found = told(situations.everything_short())
    assert set(heat(found, "Food").levels) == {"survival"}
    assert set(heat(found, "Roof").levels) == {"minimum"}
    assert "100 %" in heat(found, "Food").said
    assert not [block for block in everything(found) if isinstance(block, TripLoads)]


def test_without_people_nothing_is_asked_and_nothing_breaks() -> None:
    found = told(situations.nobody())
    assert "Nobody" in found.headline.said.text
    assert not [block for block in everything(found) if isinstance(block, Heat)]
    assert any("Nothing is asked" in said.text for said in every_said(found))


def test_when_a_standard_changes_figures_sentences_and_charts_follow() -> None:
    before = told(situations.operation())
    after = told(situations.changed(situations.operation(), "needs", 1, minimum=11.0))
    code = need_code(before, "Water")
    assert set(heat(before, "Water").levels) == {"minimum"}
    assert set(heat(after, "Water").levels) == {"fine"}
    assert "Below the minimum" in lines_of(before, code)
    assert "Nothing is missing" in lines_of(after, code)
    assert "1,500 l" in derivation(before, f"how-{code}")
    assert "1,100 l" in derivation(after, f"how-{code}")
    assert chart_of(before, code) != chart_of(after, code)
    assert "url(#chart" in chart_of(before, code)
    assert "url(#chart" not in chart_of(after, code)


def test_when_a_row_of_stock_changes_figures_sentences_and_charts_follow() -> None:
    before = told(situations.everything_short())
    row = situations.operation().stock
    after = told(dataclasses.replace(situations.everything_short(), stock=row))
    code = need_code(before, "Food")
    assert "Provided: from 0 kg to 0 kg a day." in lines_of(before, code)
    assert "Provided: from 6.43 kg to 12.5 kg a day." in lines_of(after, code)
    assert "170 x 1 = 170 kg" in derivation(after, f"how-{code}")
    assert chart_of(before, code) != chart_of(after, code)
    runs_out = [cells(one, "runs-out") for one in (before, after)]
    assert runs_out[0]["Food"][1] == "now, all missing"
    assert runs_out[1]["Food"][1] == "Thu 13 March"


def test_the_same_situation_gives_the_same_tree() -> None:
    situation = situations.planned(situations.operation())
    assert build_report_document(situation) == build_report_document(situation)


def test_a_mark_is_explained_where_it_stands() -> None:
    assert told(situations.operation()).marks == ()
    uncertain = situations.changed(situations.operation(), "items", 0, source=Source(basis="assumed"))
    assert any("assumption" in mark for mark in told(uncertain).marks)
