"""A name among many: found however it is written, with few comparisons."""

from __future__ import annotations

import random

import pytest

from malja.names import Index
from malja.names.data.tables import read_table
from malja.names.finding.index import MOST_COMPARED

GIVEN = [row for row in read_table("known") if " " not in row["arabic"]]


@pytest.fixture(scope="module")
def many() -> Index:
    """Ten thousand invented names of three parts, in both scripts, common parts often."""
    dice = random.Random(7)  # noqa: S311
    shares = [float(row["share"]) for row in GIVEN]
    names = []
    for _ in range(10_000):
        chosen = dice.choices(GIVEN, shares, k=3)
        names.append(" ".join(row["name"] if dice.random() < 0.5 else row["arabic"].split("|")[0] for row in chosen))
    return Index([*names, "Khalid Ibrahim al-Qashush", "Muhammad Ahmad", "Abu Amsha"])


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("خالد إبراهيم القاشوش", 10_000),
        ("Xalid Qaşûş", 10_000),
        ("محمد أحمد", 10_001),
        ("أبو عمشة", 10_002),
    ],
)
def test_a_name_is_found_in_another_script(many: Index, name: str, place: int) -> None:
    assert place in [found.place for found in many.find(name)]


def test_few_names_are_compared(many: Index) -> None:
    dice = random.Random(8)  # noqa: S311
    asked = [*dice.sample(many.names, 60), "Muhammad Ahmad", "Muhammad", "محمد علي"]
    assert MOST_COMPARED < 300
    assert max(len(many.candidates(name)) for name in asked) <= MOST_COMPARED


def test_every_name_finds_itself(many: Index) -> None:
    dice = random.Random(9)  # noqa: S311
    for place in dice.sample(range(len(many.names)), 100):
        found = many.find(many.names[place])
        assert found[0].comparison.score == 1.0
        assert any(one.place == place for one in found) or len(found) >= 20


def test_the_best_come_first_and_nothing_finds_nothing(many: Index) -> None:
    scores = [found.comparison.score for found in many.find("Muhammad Ahmad Ali", least=0.5)]
    assert scores == sorted(scores, reverse=True)
    assert many.find("") == []
    assert Index([]).find("Khalid") == []


def test_groups_are_found() -> None:
    groups = Index(["فرقة الحمزة", "لواء التوحيد", "جيش الإسلام", "13th Division"], kind="group")
    assert [found.place for found in groups.find("Hamza Division")] == [0]
    assert [found.place for found in groups.find("Army of Islam")] == [2]
    assert [found.place for found in groups.find("الفرقة ١٣")] == [3]
