from __future__ import annotations

import numpy as np

from malja.lifts.decomposition.partition import JOINED, SHARED
from tests.lifts.decomposition.networks import half_fed, split


def test_columns_belong_where_they_act() -> None:
    model, partition = split(half_fed())
    v = model.columns
    assert set(partition.column[v.load[0][v.load[0] >= 0]]) == {SHARED}
    for site, lift in ((0, 1), (1, 2)):
        mine = v.load[lift][v.load[lift] >= 0]
        assert set(partition.column[mine]) == {site}
        short = v.short[site][v.short[site] >= 0]
        assert set(partition.column[short]) == {site}
    assert set(partition.column[v.buy[v.buy >= 0]]) == {SHARED}


def test_only_the_stock_of_the_hub_joins_the_sites() -> None:
    model, partition = split(half_fed())
    hub = model.limits["balance"][1]
    assert sorted(partition.joined) == sorted(hub[hub >= 0])
    assert (partition.row[partition.joined] == JOINED).all()
    assert np.count_nonzero(partition.row == 0) == np.count_nonzero(partition.row == 1) > 0
