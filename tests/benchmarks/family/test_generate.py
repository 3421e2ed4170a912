"""Every instance of the family is an operation that malja accepts, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import malja
from benchmarks.family.generate import make_tables, write_instance
from benchmarks.family.instances import INSTANCES, Instance
from benchmarks.family.known_bounds import hash_folder

ROOT = Path(__file__).parents[3]
BY_NAME = {instance.name: instance for instance in INSTANCES}
#: By name, the hash of the folder; a change of the generator makes every figure measured before it another one's.
WRITTEN = ROOT / "tests" / "benchmarks" / "family" / "hashes.csv"


@pytest.mark.parametrize("name", BY_NAME)
def test_each_instance_passes_the_check_and_is_what_its_name_says(name: str, tmp_path: Path) -> None:
    instance = BY_NAME[name]
    write_instance(instance, tmp_path / name)
    operation = malja.read(tmp_path / name)
    assert operation.days == instance.days
    assert [place.role for place in operation.places].count("site") == instance.sites
    assert [place.role for place in operation.places].count("hub") == instance.shape.hubs
    assert len({(row.lift, row.date) for row in operation.committed}) == min(
        instance.shape.committed, instance.days - 1
    )
    assert [notice.code for notice in operation.notices] == []


def test_the_command_line_accepts_an_instance(tmp_path: Path) -> None:
    write_instance(BY_NAME["committed-1x21-1"], tmp_path / "made")
    words = [sys.executable, "-c", "from malja.cli import main; main()", "check", str(tmp_path / "made")]
    ended = subprocess.run(words, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stdout


def test_the_bytes_of_every_instance_are_those_that_were_measured(tmp_path: Path) -> None:
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        written = {row["instance"]: row["hash"] for row in csv.DictReader(file)}
    found = {}
    for instance in INSTANCES:
        write_instance(instance, tmp_path / instance.name)
        found[instance.name] = hash_folder(tmp_path / instance.name)
    assert found == written


def test_another_seed_is_another_operation() -> None:
    first = BY_NAME["winter-1x28-1"]
    other = Instance(shape=first.shape, sites=first.sites, days=first.days, seed=99)
    tables, others = make_tables(first), make_tables(other)
    assert {name for name in tables if tables[name] != others[name]} >= {"people", "places", "supply", "lifts"}


def test_a_site_of_two_hundred_gets_kits_for_thousands(tmp_path: Path) -> None:
    write_instance(BY_NAME["heavy-kits-1x14-1"], tmp_path / "made")
    operation = malja.read(tmp_path / "made")
    kits = {item.item: item.pack_kg for item in operation.items}
    assert sum(row.arrivals for row in operation.people) <= 400
    assert kits["kitchen_1000"] > 1000
    assert kits["iehk_supplementary"] == 422


def test_winter_has_heaters_generators_and_their_fuel(tmp_path: Path) -> None:
    write_instance(BY_NAME["winter-1x42-1"], tmp_path / "made")
    operation = malja.read(tmp_path / "made")
    sold = {row.item for row in operation.supply}
    assert operation.climate == "cold"
    assert {"stove_kerosene", "kerosene_l", "diesel_l"} <= sold
    assert {"generator_20", "generator_60"} & sold


def test_vaccines_and_fruit_of_short_life_spoil_within_days(tmp_path: Path) -> None:
    write_instance(BY_NAME["committed-1x42-1"], tmp_path / "made")
    lives = {item.item: item.shelf_life_days for item in malja.read(tmp_path / "made").items}
    assert (lives["mr_vaccine_dose"], lives["oranges"]) == (9, 7)


def test_hashes_tell_folders_apart_by_name_and_by_content(tmp_path: Path) -> None:
    for number, (name, text) in enumerate((("a.csv", "1"), ("b.csv", "1"), ("a.csv", "2"))):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / name).write_text(text, encoding="utf-8")
    hashes = [hash_folder(tmp_path / str(number)) for number in range(3)]
    assert len(set(hashes)) == 3
    assert hashes[0] == hashlib.sha256(b"a.csv\x001\x00").hexdigest()[:16]
