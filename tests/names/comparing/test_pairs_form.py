"""The labelled pairs: enough of them, told apart, halved, and half of them across scripts.

`tests/names/pairs_tuning.csv` is for working on the comparison and for a test that holds it to what it reached;
`benchmarks/names/pairs_kept.csv` is for measuring only. The halves have the same rules; a name that leads a pair leads
pairs of one half only.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILES = {
    "tuning": ROOT / "tests" / "names" / "pairs_tuning.csv",
    "kept": ROOT / "benchmarks" / "names" / "pairs_kept.csv",
}
COLUMNS = ["a", "b", "kind", "same", "rule"]
#: Words that stand before the name proper: they may lead a pair in both halves.
BEFORE = {
    *("Abu", "Umm", "Mhd", "Al", "Ahrar", "Firqat", "Harakat", "Liwa", "Sultan", "أبو", "أم", "الشيخ", "المدعو", "عبد"),
    *("أجناد", "أحرار", "الفرقة", "الفيلق", "اللواء", "جبهة", "جيش", "حركة", "فرقة", "كتائب", "كتيبة", "لواء"),
}

Row = dict[str, str]


def read(half: str) -> list[Row]:
    with FILES[half].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scripts(text: str) -> tuple[bool, bool]:
    """Whether a name has Arabic letters, and whether it has Latin ones."""
    return bool(re.search("[\u0600-\u06ff]", text)), any("LATIN" in unicodedata.name(letter, "") for letter in text)


@pytest.mark.parametrize("half", FILES)
def test_every_row_is_whole(half: str) -> None:
    with FILES[half].open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == COLUMNS
    for line in lines[1:]:
        assert len(line) == len(COLUMNS)
        assert all(cell and cell == cell.strip() == unicodedata.normalize("NFC", cell) for cell in line), line
        a, b, kind, same, rule = line
        assert a != b
        assert kind in ("person", "group")
        assert same == {"variant": "yes", "near miss": "no"}[rule.partition(":")[0]]


@pytest.mark.parametrize("half", FILES)
def test_there_are_enough_of_each(half: str) -> None:
    rows = read(half)
    assert len(rows) >= 350
    count = Counter((row["kind"], row["same"]) for row in rows)
    assert count["person", "yes"] >= 100
    assert count["person", "no"] >= 100
    assert count["group", "yes"] >= 40
    assert count["group", "no"] >= 40
    assert 0.45 <= sum(row["same"] == "yes" for row in rows) / len(rows) <= 0.55


@pytest.mark.parametrize("half", FILES)
def test_half_of_the_pairs_are_across_scripts(half: str) -> None:
    rows = read(half)
    for same in ("yes", "no"):
        told = [scripts(row["a"]) != scripts(row["b"]) for row in rows if row["same"] == same]
        assert sum(told) / len(told) >= 0.5


def test_no_pair_stands_twice_or_in_both_halves() -> None:
    pairs = Counter((frozenset((row["a"], row["b"])), row["kind"]) for half in FILES for row in read(half))
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_both_halves_have_the_same_rules_in_like_numbers() -> None:
    tuning, kept = (Counter(row["rule"] for row in read(half)) for half in FILES)
    assert set(tuning) == set(kept)
    assert all(abs(tuning[rule] - kept[rule]) <= 1 for rule in tuning)


def test_a_name_leads_in_one_half_only() -> None:
    tuning, kept = ({row["a"].split()[0] for row in read(half)} - BEFORE for half in FILES)
    assert tuning & kept == set()
