from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

#: A small operation with a row in every table, the catalogue left out.
CAMP = {
    "operation.toml": 'name = "Camp"\nstart = 2025-03-10\ndays = 14\nhousehold_size = 4\ncatalogue = "none"\n',
    "places.csv": "place,role,name,storage_m3,handling_days\nbase,site,The base,,1\nhub,hub,,40,\nshop,source,,,\n",
    "groups.csv": "group,share,reach\nunder_5,0.15,\n",
    "people.csv": "place,date,arrivals,departures\nbase,2025-03-08,100,\nbase,2025-03-12,20,5\n",
    "needs.csv": (
        "need,name,sector,kind,group,unit,survival,minimum,target,weight,kept\n"
        "water,Water,water,daily,,l,7.5,15,20,,\n"
        "roof,,shelter,standing,household,m2,,3.5,,0.5,yes\n"
        "milk,Milk,food,daily,under_5,l,,0.5,,,\n"
    ),
    "items.csv": (
        "item,name,kind,unit,pack_quantity,pack_kg,pack_m3,shelf_life_days,life_days\n"
        "bottles,Bottles,,l,9,9.5,0.0125,365,\n"
        "tent,,asset,piece,,55,0.25,,360\n"
        "purifier,,asset,piece,,120,1,,\n"
        "fuel,Diesel,,l,200,180,0.25,,\n"
    ),
    "contents.csv": "item,need,how,quantity\nbottles,water,use,1\ntent,roof,in_place,16\npurifier,water,per_day,4000\n",
    "running.csv": "item,input,quantity\npurifier,fuel,6\n",
    "services.csv": "place,need,quantity,from,to\nbase,water,500,2025-03-11,2025-03-14\n",
    "stock.csv": "place,item,quantity\nbase,bottles,900\nbase,tent,5\nhub,fuel,400\n",
    "supply.csv": "place,item,quantity,from,unit_cost\nshop,bottles,,,0.3\nshop,tent,50,2025-03-12,400\n",
    "lifts.csv": (
        "lift,origin,destination,mode,vehicle,per_week,payload_kg,volume_m3,fixed_cost,kg_per_day\n"
        "plane,shop,base,,any,2,5000,30,9000,\n"
        "road,hub,base,flow,,,,,,800\n"
    ),
    "committed.csv": "lift,date,item,packs\nplane,2025-03-11,tent,10\n",
}

#: Writes the camp into a new folder, with files changed (text or bytes) or left out (None).
Camp = Callable[[dict[str, str | bytes | None]], Path]


@pytest.fixture
def camp(tmp_path: Path) -> Camp:
    def write(changes: dict[str, str | bytes | None]) -> Path:
        folder = tmp_path / "camp"
        folder.mkdir(exist_ok=True)
        for name, content in {**CAMP, **changes}.items():
            if content is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write
