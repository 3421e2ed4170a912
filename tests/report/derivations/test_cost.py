"""How the cost is derived."""

from __future__ import annotations

import pytest

from malja.report.document import (
    Document,
    ReportTable,
)
from tests.report import situations
from tests.report.reports import everything


def test_the_cost_is_what_goods_and_lifts_cost(small: Document) -> None:
    plan = situations.planned(situations.operation()).plan
    cost = next(aim.value for aim in plan.aims if aim.aim == "cost")
    table = {row[0].text: row for block in everything(small) if isinstance(block, ReportTable) for row in block.rows}
    spent = float(table["plane"][-1].text.replace(",", ""))
    goods = sum(buy.cost for buy in plan.buys)
    assert goods + spent == pytest.approx(cost, rel=1e-3)
