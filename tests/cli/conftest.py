"""What commands are tried on: a small operation, a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sites import a_site


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """50 people, one good, one plane a day: planned in a moment."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    tables = {
        "operation.toml": 'name = "Tiny [red]"\nstart = 2025-03-14\ndays = 4\nreserve_days = 1\ncatalogue = "none"\n',
        "places.csv": "place,role,name\ndepot,source,\ncamp,site,المخيم\n",
        "people.csv": "place,date,arrivals\ncamp,2025-03-14,50\n",
        "needs.csv": "need,name,sector,kind,unit,survival,minimum\nfood,Food,food,daily,kg,0.5,1\n",
        "items.csv": "item,name,unit,pack_quantity,pack_kg,pack_m3\nrice,=Rice,kg,10,10,0.01\n",
        "contents.csv": "item,need,how,quantity\nrice,food,use,1\n",
        "stock.csv": "place,item,quantity\ncamp,rice,60\n",
        "supply.csv": "place,item,unit_cost\ndepot,rice,0.5\n",
        "lifts.csv": (
            "lift,origin,destination,payload_kg,volume_m3,transit_days,fixed_cost\nplane,depot,camp,100,1,1,10\n"
        ),
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site(tmp_path)
