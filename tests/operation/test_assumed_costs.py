"""Blank prices and times under way: worked out with a pencil, said, and written back as they were."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.catalogue.load_catalogue import load_catalogue
from malja.cover.cover import find_covers
from malja.operation.notices.check_report import check_report
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.records.assumed_costs import ROAD_VEHICLE
from malja.operation.vehicles import find_cost_a_kg, find_transit_days, find_trip_cost, load_vehicles
from malja.operation.write_operation import write_operation

#: One degree of latitude on the mean sphere, in km.
DEGREE = 111.195

HEAD = "lift,origin,destination,mode,vehicle,payload_kg,volume_m3,transit_days,fixed_cost,cost_per_kg"
KEYS = 'name = "Camp"\nstart = 2025-03-10\n'


def read(
    folder: Path, lifts: str, supply: str = "shop,rice,\n", keys: str = KEYS, far: float = 1, head: str = HEAD
) -> Operation:
    """A shop at the equator and a base so many degrees north of it."""
    (folder / "operation.toml").write_text(keys)
    (folder / "places.csv").write_text(f"place,role,lat,lon\nshop,source,0,30\nbase,site,{far},30\n")
    (folder / "people.csv").write_text("place,date,arrivals\nbase,2025-03-10,10\n")
    (folder / "supply.csv").write_text(f"place,item,unit_cost\n{supply}")
    (folder / "lifts.csv").write_text(f"{head}\n{lifts}")
    return read_operation(folder)


def said(operation: Operation) -> dict[str, str]:
    return {one.code: dict(one.values).get("names", "") for one in operation.notices}


def test_a_blank_price_is_the_catalogues_and_0_is_given(tmp_path: Path) -> None:
    operation = read(tmp_path, "", "shop,rice,\nshop,salt,0\nshop,sugar,3\n")
    listed = {price.item: price.unit_cost for price in load_catalogue("warm").prices}
    assert [(row.unit_cost, row.priced) for row in operation.supply] == [(listed["rice"], True), (0, True), (3, True)]
    assert said(operation)["unit_cost_catalogue"] == "rice"
    assert "price_unknown" not in said(operation)


@pytest.mark.parametrize("keys", ['currency = "EUR"\n', 'catalogue = "none"\n'])
def test_where_no_price_is_known_it_is_said_and_not_taken_for_given(tmp_path: Path, keys: str) -> None:
    (tmp_path / "items.csv").write_text("item,pack_kg,pack_m3\nrice,1,0.001\n")
    operation = read(tmp_path, "", keys=KEYS + keys)
    assert [(row.unit_cost, row.priced) for row in operation.supply] == [(0, False)]
    assert said(operation)["price_unknown"] == "rice"


def test_a_row_that_is_given_and_one_without_a_price_stay_two(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item,pack_kg,pack_m3\nstone,1,0.001\n")
    operation = read(tmp_path, "", "shop,stone,\nshop,stone,0\nshop,stone,0\n")
    assert [(row.unit_cost, row.priced) for row in operation.supply] == [(0, False), (0, True)]


def test_a_trip_costs_its_vehicles_hours_there_and_back(tmp_path: Path) -> None:
    operation = read(tmp_path, "heli,shop,base,,mi8mtv,,,,,\nlorry,shop,base,,truck_20t,,,,,\n")
    heli, lorry = operation.lifts
    # 111 km: less than an hour at 230 km/h, so two hours at 4,500; at 40 km/h 2.78 h each way at 60.
    assert (heli.fixed_cost, heli.priced) == (9000, True)
    assert lorry.fixed_cost == pytest.approx(2 * DEGREE / 40 * 60, rel=1e-4)
    assert said(operation)["trip_cost_assumed"] == "heli (mi8mtv, 111 km: 9,000), lorry (truck_20t, 111 km: 334)"
    assumed = next(section for section in check_report(operation) if section.title == "assumed")
    assert "trip_cost_assumed" in [one.code for one in assumed.notices]


def test_a_flow_by_road_costs_a_full_truck_there_and_back(tmp_path: Path) -> None:
    operation = read(tmp_path, "road,shop,base,flow,,,,,,\n")
    assert operation.lifts[0].cost_per_kg == pytest.approx(2 * DEGREE / 40 * 60 / 20_000, rel=1e-4)
    assert said(operation)["road_cost_assumed"].startswith(f"road ({ROAD_VEHICLE}, 111 km: ")


def test_what_is_written_is_kept(tmp_path: Path) -> None:
    operation = read(tmp_path, "heli,shop,base,,mi8mtv,,,0,0,0\nroad,shop,base,flow,,,,3,,0.5\n")
    assert [(row.transit_days, row.fixed_cost, row.cost_per_kg, row.priced) for row in operation.lifts] == [
        (0, 0, 0, True),
        (3, 0, 0.5, True),
    ]
    assert (
        set(said(operation)) & {"trip_cost_assumed", "road_cost_assumed", "transit_assumed", "price_unknown"} == set()
    )


def test_a_vehicle_nobody_knows_has_no_price_but_by_the_kilogram(tmp_path: Path) -> None:
    operation = read(tmp_path, "mules,shop,base,,mules,500,5,,,\npaid,shop,base,,mules,500,5,,,0.4\n")
    assert [(row.fixed_cost, row.priced, row.transit_days) for row in operation.lifts] == [(0, False, 0), (0, True, 0)]
    assert said(operation)["price_unknown"] == "mules"


@pytest.mark.parametrize(
    ("far", "days"),
    [(3.59, 0), (3.61, 1), (7.19, 1), (7.21, 2)],  # 400 km in a day at 40 km/h, ten hours of it under way
)
def test_a_blank_transit_is_distance_by_speed(tmp_path: Path, far: float, days: int) -> None:
    operation = read(tmp_path, "lorry,shop,base,,truck_20t,,,,,\nroad,shop,base,flow,,,,,,\n", far=far)
    assert [row.transit_days for row in operation.lifts] == [days, days]
    assert ("transit_assumed" in said(operation)) == (days > 0)


def test_days_worked_out_count_as_days_written_for_all_that_follows(tmp_path: Path) -> None:
    (tmp_path / "committed.csv").write_text("lift,date,item,packs\nlorry,2025-03-10,heb_carton,9\n")
    blank = read(tmp_path, "lorry,shop,base,,truck_20t,,,,9,0\n", far=3.7)
    written = read(tmp_path, "lorry,shop,base,,truck_20t,,,1,9,0\n", far=3.7)
    assert blank == written
    assert find_covers(blank) == find_covers(written)
    assert blank != read(tmp_path, "lorry,shop,base,,truck_20t,,,0,9,0\n", far=3.7)


def test_without_a_position_nothing_is_worked_out(tmp_path: Path) -> None:
    read(tmp_path, "lorry,shop,base,,truck_20t,,,,,\n")
    (tmp_path / "places.csv").write_text("place,role\nshop,source\nbase,site\n")
    (lorry,) = read_operation(tmp_path).lifts
    assert (lorry.transit_days, lorry.fixed_cost, lorry.priced) == (0, 0, False)


@given(km=st.floats(0, 430))
def test_a_helicopter_is_never_cheaper_than_a_truck(km: float) -> None:
    vehicles = load_vehicles()
    trucks = [vehicle for name, vehicle in vehicles.items() if name.startswith("truck")]
    for name in ("mi8mtv", "mi26", "ch47"):
        trip, kilogram = find_trip_cost(vehicles[name], km), find_cost_a_kg(vehicles[name], min(km, 370))
        assert trip is not None
        assert kilogram is not None
        for truck in trucks:
            assert trip > (find_trip_cost(truck, km) or 0)
            assert kilogram > (find_cost_a_kg(truck, min(km, 370)) or 0)


@given(km=st.floats(0, 4000))
def test_whoever_is_faster_arrives_no_later(km: float) -> None:
    plane, truck = load_vehicles()["an26"], load_vehicles()["truck_40t"]
    assert (find_transit_days(plane, km) or 0) <= (find_transit_days(truck, km) or 0)


COST = st.sampled_from(["", "0", "0.5", "1200"])


@given(
    costs=st.lists(COST, min_size=5, max_size=5),
    transit=st.sampled_from(["", "0", "2"]),
    vehicle=st.sampled_from(["mi8mtv", "truck_20t", "mules"]),
    far=st.sampled_from([0.5, 3.7]),
    keys=st.sampled_from(["", 'currency = "EUR"\n', 'catalogue = "none"\n']),
)
def test_an_operation_with_blanks_comes_back_the_same(
    costs: list[str], transit: str, vehicle: str, far: float, keys: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "read"
        path.mkdir()
        (path / "items.csv").write_text("item,pack_kg,pack_m3\nrice,1,0.001\nstone,1,0.001\n")
        lifts = f"a,shop,base,,{vehicle},4000,20,{transit},{costs[0]},{costs[1]}\n"
        lifts += f"b,shop,base,flow,,,,{transit},,{costs[2]}\n"
        supply = f"shop,rice,{costs[3]}\nshop,stone,{costs[4]}\nshop,stone,\n"
        operation = read(path, lifts, supply, KEYS + keys, far)
        write_operation(operation, Path(folder) / "written")
        again = read_operation(Path(folder) / "written")
        assert again == operation
        assert [row.blank for row in again.lifts] == [row.blank for row in operation.lifts]
        assert [row.blank for row in again.supply] == [row.blank for row in operation.supply]


def test_a_blank_whose_value_was_changed_is_written(tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    operation = read(tmp_path / "read", "heli,shop,base,,mi8mtv,,,,,\n")
    changed = dataclasses.replace(operation, lifts=(dataclasses.replace(operation.lifts[0], fixed_cost=7000.0),))
    write_operation(changed, tmp_path / "written")
    assert read_operation(tmp_path / "written") == changed
