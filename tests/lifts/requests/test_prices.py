"""Prices are read from a file, and what is wrong in it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.lifts.requests.prices import Prices, read_prices
from malja.lifts.requests.request_search import find_requests
from malja.problems import Refused
from tests.lifts.operations import smallest


def test_prices_are_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("kind,name,price\ntrips,road,70\ngoods,meal,0.2\nservice,meals,9\n", encoding="utf-8")
    prices = read_prices(path, smallest())
    assert prices == Prices(trips={"road": 70.0}, goods={"meal": 0.2}, service={"meals": 9.0})
    assert find_requests(smallest(), prices=prices).tiers[1].cost == 70
    path.write_text("kind,name,price\ntrips,rail,70\nwish,meal,-1\ngoods,meal,\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_prices(path, smallest())
    assert {problem.row for problem in refused.value.problems} == {2, 3, 4}
