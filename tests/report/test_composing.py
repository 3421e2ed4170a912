"""The report as a tree: every figure leads to how it came about, and follows the tables it is made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from malja.catalogue.facts import Source
from malja.operation.operation import Operation
from malja.report.document import (
    Document,
    Heat,
    HeatRow,
    KeyFigures,
    Paragraph,
    Picture,
    ReportGroup,
    ReportTable,
    TripLoads,
)
from malja.report.report_document import build_report_document
from tests.report import situations
from tests.report.trees import blocks, every_said


def everything(told: Document) -> Iterator[Any]:
    for part in (*told.sections, *told.derivations):
        yield from blocks(part)


def told(asked: Operation) -> Document:
    return build_report_document(situations.planned(asked))


def heat(of: Document, need: str) -> HeatRow:
    found = next(block for block in everything(of) if isinstance(block, Heat))
    return next(row for row in found.rows if row.label == need)


def derivation(of: Document, proof: str) -> str:
    found = next(one for one in of.derivations if one.code == proof)
    return " | ".join(one.text for one in every_said(found))


@pytest.fixture(scope="module")
def small() -> Document:
    return told(situations.operation())


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


def test_the_most_urgent_thing_stands_first_and_leads_to_its_need(small: Document) -> None:
    assert small.headline.tone == "urgent"
    assert "Roof" in small.headline.said.text
    assert "Roof" in next(one.title for one in small.derivations if one.code == small.headline.said.proof)


def test_nothing_short_is_said_plainly() -> None:
    found = told(situations.nothing_short())
    assert found.headline.tone == "good"
    figures = next(block for block in everything(found) if isinstance(block, KeyFigures))
    assert [one.figure.text for one in figures.figures if one.label.startswith("people lack")] == ["0", "0"]
    assert {level for row in _heat(found).rows for level in row.levels} == {"fine"}


def _heat(of: Document) -> Heat:
    return next(block for block in everything(of) if isinstance(block, Heat))


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


def test_one_day_has_one_column() -> None:
    found = _heat(told(situations.one_day()))
    assert len(found.days) == 1
    assert {len(row.levels) for row in found.rows} == {1}


def test_each_of_three_sites_has_its_own_rows_and_needs() -> None:
    found = told(situations.three_sites())
    assert {row.label for row in _heat(found).rows} >= {"Food at North", "Food at Middle", "Food at South"}
    titles = [block.title for block in everything(found) if isinstance(block, ReportGroup)]
    assert {"North", "Middle", "South"} <= set(titles)


def test_a_need_is_derived_as_people_times_standard_with_document_and_page(small: Document) -> None:
    said = derivation(small, f"how-{_need(small, 'Food')}")
    assert "100 people x 0.5 kg (A Handbook, 4th ed., p. 12)" in said
    assert "100 people x 1 kg" in said
    assert "50 kg" in said
    assert "100 kg" in said


def test_stock_and_services_are_derived_from_their_rows(small: Document) -> None:
    food, water = (derivation(small, f"how-{_need(small, name)}") for name in ("Food", "Water"))
    assert "In stock: Rice" in food
    assert "170 x 1 = 170 kg" in food
    assert "stock.csv, row 7" in food
    assert "services.csv, row 2" in water
    assert "1,200 l" in water


def _need(of: Document, name: str) -> str:
    return next(row.link for row in _heat(of).rows if row.label == name)


def test_when_a_standard_changes_figures_sentences_and_charts_follow() -> None:
    before = told(situations.operation())
    after = told(situations.changed(situations.operation(), "needs", 1, minimum=11.0))
    code = _need(before, "Water")
    assert set(heat(before, "Water").levels) == {"minimum"}
    assert set(heat(after, "Water").levels) == {"fine"}
    assert "Below the minimum" in _lines(before, code)
    assert "Nothing is missing" in _lines(after, code)
    assert "1,500 l" in derivation(before, f"how-{code}")
    assert "1,100 l" in derivation(after, f"how-{code}")
    assert _chart(before, code) != _chart(after, code)
    assert "url(#chart" in _chart(before, code)
    assert "url(#chart" not in _chart(after, code)


def test_when_a_row_of_stock_changes_figures_sentences_and_charts_follow() -> None:
    before = told(situations.everything_short())
    row = situations.operation().stock
    after = told(dataclasses.replace(situations.everything_short(), stock=row))
    code = _need(before, "Food")
    assert "Provided: from 0 kg to 0 kg a day." in _lines(before, code)
    assert "Provided: from 6.43 kg to 12.5 kg a day." in _lines(after, code)
    assert "170 x 1 = 170 kg" in derivation(after, f"how-{code}")
    assert _chart(before, code) != _chart(after, code)
    runs_out = [_cells(one, "runs-out") for one in (before, after)]
    assert runs_out[0]["Food"][1] == "now, all missing"
    assert runs_out[1]["Food"][1] == "Thu 13 March"


def _lines(of: Document, code: str) -> str:
    return " ".join(one.text for one in every_said(group_by(of, code)))


def group_by(of: Document, code: str) -> ReportGroup:
    return next(block for block in everything(of) if isinstance(block, ReportGroup) and block.code == code)


def _chart(of: Document, code: str) -> str:
    return next(block.svg for block in blocks(group_by(of, code)) if isinstance(block, Picture))


def _cells(of: Document, section: str) -> dict[str, list[str]]:
    part = next(one for one in of.sections if one.code == section)
    tables = [block for block in blocks(part) if isinstance(block, ReportTable)]
    return {row[0].text.rstrip("*"): [cell.text for cell in row] for table in tables for row in table.rows}


def test_the_bars_of_a_trip_are_its_load_against_its_limits(small: Document) -> None:
    loads = next(block for block in everything(small) if isinstance(block, TripLoads))
    plan = situations.planned(situations.operation()).plan
    trip = next(trip for trip in plan.trips if trip.vehicles)
    weight, volume = loads.trips[0].bars
    assert weight.share == pytest.approx(trip.kg / 450)
    assert volume.share == pytest.approx(trip.m3 / 2)
    said = derivation(small, "how-trip-1")
    assert "450 kg" in said
    assert "x 51 =" in said or "x 60 =" in said


def test_a_trip_without_limits_has_no_share() -> None:
    found = told(situations.three_sites())
    loads = next(block for block in everything(found) if isinstance(block, TripLoads))
    assert {bar.share for load in loads.trips for bar in load.bars[1:]} == {None}


def test_the_cost_is_what_goods_and_lifts_cost(small: Document) -> None:
    plan = situations.planned(situations.operation()).plan
    cost = next(aim.value for aim in plan.aims if aim.aim == "cost")
    table = {row[0].text: row for block in everything(small) if isinstance(block, ReportTable) for row in block.rows}
    spent = float(table["plane"][-1].text.replace(",", ""))
    goods = sum(buy.cost for buy in plan.buys)
    assert goods + spent == pytest.approx(cost, rel=1e-3)


def test_uncertain_figures_stand_among_the_assumptions() -> None:
    found = told(situations.hostile_names())
    rows = _cells(found, "assumptions")
    assert "assumed" in rows["needs: water"]


def test_the_same_situation_gives_the_same_tree() -> None:
    situation = situations.planned(situations.operation())
    assert build_report_document(situation) == build_report_document(situation)


def test_a_mark_is_explained_where_it_stands() -> None:
    assert told(situations.operation()).marks == ()
    uncertain = situations.changed(situations.operation(), "items", 0, source=Source(basis="assumed"))
    assert any("assumption" in mark for mark in told(uncertain).marks)


def test_where_a_place_has_no_position_the_report_says_so_in_the_map_s_place() -> None:
    asked = situations.operation(
        places=tuple(dataclasses.replace(one, lat=None, lon=None) for one in situations.operation().places)
    )
    part = next(section for section in told(asked).sections if section.code == "places")
    assert not [block for block in part.blocks if isinstance(block, Picture)]
    assert any(isinstance(block, Paragraph) and "no map" in block.said.text for block in part.blocks)
