"""Pairs of names, labelled: which way of comparing tells one person's spellings from another person's name?

    python -m pip install -e ".[bench]"
    python benchmarks/names/compare.py [--rules] [--half kept|tuning] [--only WAY]

The pairs are those of `pairs_kept.csv`, on which nothing was tuned. malja judges at its standing threshold; the others
at 0.70, which is usual for them, and at the threshold that gives them the highest F1 on the other half of the pairs,
`pairs_tuning.csv`. Half of the pairs are one name, so calling all of them one has an F1 too, which the last line shows.
Prints tables in Markdown, as docs/names.md shows them. `--rules` tells malja's mistakes by the rule that made the pair,
never the pairs.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Literal

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.measured import ROOT, machine, table
from benchmarks.names.judging import Judged, best_threshold, judged

HALVES = {"kept": ROOT / "benchmarks/names/pairs_kept.csv", "tuning": ROOT / "tests/names/pairs_tuning.csv"}
PACKAGES = ("malja", "nomenklatura", "followthemoney", "rapidfuzz", "anyascii")
HEAD = ("way", "threshold", "F1", "precision", "recall", "right", "F1 persons", "F1 groups", "F1 across", "us a pair")
USUAL = 0.7

Score = Callable[[str, str, str], float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of names, whether they are one, and the rule that made it."""

    a: str
    b: str
    kind: str
    same: bool
    rule: str

    @property
    def is_across(self) -> bool:
        """Whether the two are written in different scripts."""
        return any("\u0600" <= letter <= "\u06ff" for letter in self.a) != any(
            "\u0600" <= letter <= "\u06ff" for letter in self.b
        )


@dataclass(frozen=True, slots=True)
class Scored:
    """What a way makes of the pairs, and its time for one of them in seconds of a core, reading the names included."""

    scores: list[float]
    seconds: float


def read(half: str) -> list[Labelled]:
    """The pairs of a half."""
    with HALVES[half].open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Labelled(row["a"], row["b"], row["kind"], row["same"] == "yes", row["rule"]) for row in rows]


def by_malja() -> Score:
    """malja: its names part alone."""
    from malja.names import compare

    def score(a: str, b: str, kind: str) -> float:
        return compare(a, b, kind="person" if kind == "person" else "group").score

    return score


def by_nomenklatura(name: str) -> Score:
    """One of nomenklatura's algorithms; every name is an entity with an id of its own, since it caches by id."""
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm

    algorithm: Any = get_algorithm(name)
    config = algorithm.default_config()
    ids = count()

    def entity(text: str, kind: str) -> Any:
        schema = "Person" if kind == "person" else "Organization"
        return EntityProxy.from_dict({"id": f"n{next(ids)}", "schema": schema, "properties": {"name": [text]}})

    def score(a: str, b: str, kind: str) -> float:
        return float(algorithm.compare(entity(a, kind), entity(b, kind), config).score)

    return score


def by_rapidfuzz() -> Score:
    """rapidfuzz's token_sort_ratio of both names in ASCII."""
    from anyascii import anyascii
    from rapidfuzz.fuzz import token_sort_ratio
    from rapidfuzz.utils import default_process

    def score(a: str, b: str, kind: str) -> float:
        return float(token_sort_ratio(anyascii(a), anyascii(b), processor=default_process)) / 100

    return score


WAYS: dict[str, Callable[[], Score]] = {
    "malja": by_malja,
    "nomenklatura logic-v2": lambda: by_nomenklatura("logic-v2"),
    "nomenklatura name-based": lambda: by_nomenklatura("name-based"),
    "rapidfuzz token_sort after anyascii": by_rapidfuzz,
}


def scored(score: Score, pairs: Sequence[Labelled]) -> Scored:
    """All pairs by a way, after one round to warm it up."""
    for pair in pairs[:50]:
        score(pair.a, pair.b, pair.kind)
    begun = time.process_time()
    scores = [score(pair.a, pair.b, pair.kind) for pair in pairs]
    return Scored(scores, (time.process_time() - begun) / len(pairs))


def rows(way: str, pairs: Sequence[Labelled], other: Sequence[Labelled]) -> list[list[str]]:
    """The lines of a way, each at a threshold."""
    score = WAYS[way]()
    found = scored(score, pairs)
    if way == "malja":
        from malja.names import THRESHOLD

        return [_row(way, f"{THRESHOLD:.2f}, standing", THRESHOLD, found, pairs)]
    tuned = best_threshold(scored(score, other).scores, [pair.same for pair in other])
    return [
        _row(way, f"{USUAL:.2f}, usual", USUAL, found, pairs),
        _row(way, f"{tuned:.2f}, best on the other half", tuned, found, pairs),
    ]


def _row(way: str, words: str, threshold: float, found: Scored, pairs: Sequence[Labelled]) -> list[str]:
    def of(keep: Callable[[Labelled], bool]) -> Judged:
        kept = [(score, pair.same) for score, pair in zip(found.scores, pairs, strict=True) if keep(pair)]
        return judged([score for score, _ in kept], [same for _, same in kept], threshold)

    whole = of(lambda pair: True)
    parts = (of(lambda pair: pair.kind == "person"), of(lambda pair: pair.kind == "group"), of(lambda p: p.is_across))
    wholes = (whole.f1, whole.precision, whole.recall, 1 - (whole.wrong + whole.missed) / len(pairs))
    figures = [f"{figure:.3f}" for figure in (*wholes, *(part.f1 for part in parts))]
    return [way, words, *figures, f"{found.seconds * 1e6:.0f}"]


def once_read(pairs: Sequence[Labelled]) -> str:
    """What malja takes for a comparison when both names have been read before, as in a search among many."""
    from malja.names import compare, read_name

    readings = [(read_name(pair.a, _kind(pair)), read_name(pair.b, _kind(pair)), _kind(pair)) for pair in pairs]
    begun = time.process_time()
    for a, b, kind in readings:
        compare(a, b, kind=kind)
    return f"malja, both names already read: {(time.process_time() - begun) / len(pairs) * 1e6:.0f} us a pair"


def _kind(pair: Labelled) -> Literal["person", "group"]:
    return "group" if pair.kind == "group" else "person"


def by_rule(pairs: Sequence[Labelled]) -> str:
    """malja's mistakes, counted by rule."""
    from malja.names import THRESHOLD

    found = scored(by_malja(), pairs)
    lines = []
    for rule in dict.fromkeys(pair.rule for pair in pairs):
        its = [(score, pair) for score, pair in zip(found.scores, pairs, strict=True) if pair.rule == rule]
        wrong = [score for score, pair in its if (score >= THRESHOLD) != pair.same]
        lines.append([rule, str(len(its)), str(len(wrong)), " ".join(f"{score:.2f}" for score in sorted(wrong))])
    return table(("rule", "pairs", "wrong", "their scores"), lines)


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare ways of comparing names.")
    parser.add_argument("--rules", action="store_true", help="malja's mistakes by rule")
    parser.add_argument("--half", choices=list(HALVES), default="kept")
    parser.add_argument("--only", choices=list(WAYS), action="append", help="one way (again for another)")
    asked = parser.parse_args(words)
    pairs = read(asked.half)
    other = read("tuning" if asked.half == "kept" else "kept")
    command = " ".join(["python benchmarks/names/compare.py", *words])
    same = sum(pair.same for pair in pairs)
    print(f"`{command}`: {len(pairs)} pairs, {same} of them one name\n\n{machine(PACKAGES)}\n")
    if asked.rules:
        print(by_rule(pairs))
        return 0
    ways = [way for way in WAYS if not asked.only or way in asked.only]
    lines = [row for way in ways for row in rows(way, pairs, other)]
    print(table(HEAD, [*lines, _row("calling all one", "", 0.0, Scored([1.0] * len(pairs), 0.0), pairs)]))
    if "malja" in ways:
        print(f"\n{once_read(pairs)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
