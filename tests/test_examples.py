"""The examples are what their READMEs say: readable, complete, honest about what is assumed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from malja.catalogue.facts import TIERS
from malja.catalogue.load_catalogue import load_catalogue
from malja.lifts.search.planning import plan_lifts
from malja.operation.headcount import count_present
from malja.operation.reading.read_operation import read_operation
from malja.operation.vehicles import find_vehicle_capacity

EXAMPLES = Path(__file__).parents[1] / "examples"
FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if (path / "operation.toml").is_file())


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_the_three_examples_are_there() -> None:
    assert FOLDERS == ["hmeimim", "three-valleys", "wfp-syria"]


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_is_read_and_explains_itself(name: str) -> None:
    operation = read_operation(EXAMPLES / name)
    words = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    assert operation.lifts
    assert "fact" in words or "invented" in words or "assum" in words


def test_every_row_of_the_air_base_says_what_it_rests_on() -> None:
    tables = sorted((EXAMPLES / "hmeimim").glob("*.csv"))
    assert len(tables) == 7
    for table in tables:
        for number, row in enumerate(rows(table), start=2):
            assert row["basis"] == "assumed", f"{table.name}, row {number}"
            assert row["note"], f"{table.name}, row {number}"


def test_the_air_base_asks_and_offers_enough_to_be_a_real_task() -> None:
    operation = read_operation(EXAMPLES / "hmeimim")
    asked = [need for need in operation.needs if any(need.standard(tier) is not None for tier in TIERS)]
    assert len(asked) >= 30
    assert len({lot.item for lot in operation.supply}) >= 60
    assert operation.days == 60
    assert max(count_present(operation)["base"]) == 8_200
    assert all(lift.first is None or lift.last is None for lift in operation.lifts)


def test_prices_said_to_be_the_catalogue_s_are() -> None:
    prices = {price.item: price.unit_cost for price in load_catalogue("warm").prices}
    checked = [row for row in rows(EXAMPLES / "hmeimim" / "supply.csv") if row["note"].startswith("Price: catalogue")]
    assert len(checked) > 30
    assert [row["item"] for row in checked if float(row["unit_cost"]) != prices[row["item"]]] == []


def test_flights_cost_their_hours() -> None:
    """il76: 2 x 2,180 km at 770 km/h are 5.7 h; with time on the ground 7 h at 9,000. It carries 46.6 t so far."""
    operation = read_operation(EXAMPLES / "hmeimim")
    il76 = next(lift for lift in operation.lifts if lift.lift == "il76")
    assert il76.fixed_cost == 7 * 9_000
    assert 46_000 < find_vehicle_capacity(operation, il76).payload_kg < 47_000


def test_people_of_the_three_valleys_come_and_go() -> None:
    counted = count_present(read_operation(EXAMPLES / "three-valleys"))
    assert {place: (int(heads.max()), int(heads[-1])) for place, heads in counted.items()} == {
        "meadow": (4_600, 4_250),
        "school": (1_900, 1_600),
        "ferry": (800, 550),
    }


def test_the_food_basket_costs_what_is_known() -> None:
    basket = plan_lifts(read_operation(EXAMPLES / "wfp-syria"))
    assert basket.aims[-1].value == pytest.approx(28_792.6106, rel=1e-6)
    assert [aim.value for aim in basket.aims[:3]] == pytest.approx([0, 0, 0], abs=1e-3)
    assert basket.solver.status == "solved"
