"""The labelled pairs on which the matcher was tuned: it must not forget what it could."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import cast

import pytest

from malja.names import Kind, compare, make_keys, read_name

PAIRS = Path(__file__).parents[1] / "pairs_tuning.csv"


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_same(pair: dict[str, str]) -> bool:
    return compare(pair["a"], pair["b"], kind=cast(Kind, pair["kind"])).same


def test_the_score_tells_spellings_from_other_names(pairs: list[dict[str, str]]) -> None:
    assert len(pairs) >= 300
    right = sum(is_same(pair) for pair in pairs if pair["same"] == "yes")
    called = sum(is_same(pair) for pair in pairs)
    true = sum(pair["same"] == "yes" for pair in pairs)
    assert 2 * right / (called + true) >= 0.98


def test_no_rule_of_spelling_is_lost(pairs: list[dict[str, str]]) -> None:
    """Of each rule most pairs are judged right, so that a rule is not bought with another one."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        judged[pair["rule"]].append(is_same(pair) == (pair["same"] == "yes"))
    assert len(judged) > 20
    assert {rule: sum(right) / len(right) for rule, right in judged.items() if sum(right) < 0.8 * len(right)} == {}


def test_spellings_of_one_name_share_a_key(pairs: list[dict[str, str]]) -> None:
    same = [pair for pair in pairs if pair["same"] == "yes"]
    shared = [
        not make_keys(read_name(pair["a"], cast(Kind, pair["kind"]))).isdisjoint(
            make_keys(read_name(pair["b"], cast(Kind, pair["kind"])))
        )
        for pair in same
    ]
    assert sum(shared) >= 0.98 * len(same)


def test_a_name_has_few_keys(pairs: list[dict[str, str]]) -> None:
    counts = [len(make_keys(read_name(pair[side], cast(Kind, pair["kind"])))) for pair in pairs for side in "ab"]
    assert sum(counts) / len(counts) < 5
    assert max(counts) <= 24
