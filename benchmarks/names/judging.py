"""Precision, recall and F1, of scores at a threshold and of pairs found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """How many pairs were rightly called one, wrongly called one, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of those called one, the share that is; 0 where none was called so."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Of those that are one, the share called so."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Twice the right ones, by all that were called or are one."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def judged(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> Judged:
    """Scores from the threshold on, against the labels."""
    called = [score >= threshold for score in scores]
    both = list(zip(called, labels, strict=True))
    return Judged(both.count((True, True)), both.count((True, False)), both.count((False, True)))


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The threshold of the highest F1; of several the highest."""
    best, found, right, called = 0.0, 1.0, 0, 0
    same = sum(labels)
    ordered = sorted(zip(scores, labels, strict=True), reverse=True)
    for place, (score, label) in enumerate(ordered):
        right += label
        called += 1
        if place + 1 < len(ordered) and ordered[place + 1][0] == score:
            continue
        f1 = 2 * right / (called + same) if right else 0.0
        if f1 > best:
            best, found = f1, score
    return found


def judged_pairs(found: Collection[tuple[str, str]], true: Collection[tuple[str, str]]) -> Judged:
    """Pairs found, against the true ones; each pair in the same order of its refs."""
    both = set(found) & set(true)
    return Judged(len(both), len(set(found)) - len(both), len(set(true)) - len(both))
