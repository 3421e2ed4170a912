"""What has no price: said beside every total, and never 0 on a page."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import malja
from malja.language.speech import speaking
from malja.report.document import KeyFigures, ReportTable
from malja.report.report_document import build_report_document
from malja.report.situation import Situation
from malja.report.terminal.plan_page import build_plan_page, render_text
from malja.report.unpriced import Unpriced, find_unpriced, say_known_cost, say_unpriced
from tests.report import situations
from tests.report.reports import everything

RICE, TENT = situations.operation().supply
(PLANE,) = situations.operation().lifts
UNPRICED_TENT = dataclasses.replace(TENT, unit_cost=0.0, priced=False)
UNPRICED_PLANE = dataclasses.replace(PLANE, fixed_cost=0.0, priced=False)
UNPRICED_RICE = dataclasses.replace(RICE, unit_cost=0.0, priced=False)


def situation(*supply: Any, plane: Any = PLANE) -> Situation:
    return situations.planned(situations.operation(supply=supply, lifts=(plane,)))


def key_cost(one: Situation) -> tuple[str, str]:
    figures = next(block for block in everything(build_report_document(one)) if isinstance(block, KeyFigures))
    return figures.figures[-1].figure.text, figures.figures[-1].note


def test_only_what_the_plan_buys_and_flies_counts() -> None:
    unused = dataclasses.replace(UNPRICED_PLANE, lift="other", per_week=0.0)
    operation = situations.operation(supply=(RICE, UNPRICED_TENT), lifts=(PLANE, unused))
    assert find_unpriced(operation, malja.plan(operation)) == Unpriced(goods=("tent",))


def test_a_total_says_without_what_it_is() -> None:
    one = situation(RICE, UNPRICED_TENT, plane=UNPRICED_PLANE)
    said = "without what has no price: 1 kind of goods, 1 lift"
    assert one.summary.unpriced == Unpriced(goods=("tent",), lifts=("plane",))
    assert key_cost(one) == ("600 USD", f"until the last day, {said}")
    assert f"about 600 USD, goods and transport, {said}." in " ".join(
        render_text(build_plan_page(one.operation, one.summary)).split()
    )


def test_0_is_no_key_figure_unless_everything_is_given() -> None:
    nothing = situation(UNPRICED_RICE, UNPRICED_TENT, plane=UNPRICED_PLANE)
    assert key_cost(nothing)[0] == "not known"
    text = " ".join(render_text(build_plan_page(nothing.operation, nothing.summary)).split())
    assert "What it costs is not known: prices are missing." in text
    assert "0 USD" not in text
    free = dataclasses.replace(RICE, unit_cost=0.0), dataclasses.replace(TENT, unit_cost=0.0)
    given = situation(*free, plane=dataclasses.replace(PLANE, fixed_cost=0.0))
    assert key_cost(given) == ("0 USD", "until the last day")


def test_each_cost_is_a_price_the_catalogues_given_or_not_known() -> None:
    listed = dataclasses.replace(RICE, blank=("unit_cost",))
    plane = dataclasses.replace(PLANE, blank=("fixed_cost",))
    one = situation(listed, UNPRICED_TENT, plane=plane)
    rows = _cost_rows(one)
    assert rows["Rice"][2] == "0.5 USD each (the catalogue's)"
    assert rows["Tent"][2] == "not known"
    assert rows["plane"][2] == "1,000 (the catalogue's)"
    given = situation(RICE, dataclasses.replace(TENT, unit_cost=0.0), plane=dataclasses.replace(PLANE, fixed_cost=0.0))
    rows = _cost_rows(given)
    assert rows["Rice"][2] == "0.5 USD each"
    assert rows["Tent"][2] == rows["plane"][2] == "given, nothing is paid"


def _cost_rows(one: Situation) -> dict[str, list[str]]:
    tables = [block for block in everything(build_report_document(one)) if isinstance(block, ReportTable)]
    wanted = [table for table in tables if table.code.startswith("how-cost-")]
    return {row[0].text: [cell.text for cell in row] for table in wanted for row in table.rows}


@pytest.mark.parametrize(
    ("cost", "priced", "said"),
    [
        (0, True, "0 USD"),
        (1200, True, "1,200 USD"),
        (1200, False, "1,200 USD, the rest not known"),
        (0, False, "not known"),
    ],
)
def test_a_cost_is_known_in_part_or_not_at_all(cost: float, priced: bool, said: str) -> None:
    assert say_known_cost(cost, "USD", priced=priced) == said


def test_it_is_said_in_arabic() -> None:
    with speaking("ar"):
        assert say_unpriced(Unpriced(goods=("a", "b"), lifts=("c",))) == "دون أسعار صنفين، وسيلة نقل واحدة"
    assert say_unpriced(Unpriced()) == ""
