"""How good a plan is, in one sentence."""

from __future__ import annotations

import dataclasses

from malja.lifts.plan.plan import Aim
from malja.report.limits import say_quality
from malja.report.words import Words
from tests.report import situations


def told(*aims: Aim) -> str:
    plain = situations.planned(situations.operation())
    return say_quality(Words(plain.operation), dataclasses.replace(plain.plan, aims=aims))


def aim(name: str, value: float, bound: float) -> Aim:
    return Aim(aim=name, value=value, person_days=None, cap=value, bound=bound)  # type: ignore[arg-type]


def test_a_plan_without_gaps_is_the_best() -> None:
    assert told(aim("survival", 0, 0), aim("cost", 1000, 999)) == (
        "How good this plan is: proven that no other is noticeably better."
    )


def test_gaps_are_told_with_what_is_best_beside_them() -> None:
    assert told(aim("survival", 10, 10), aim("target", 100, 97.5), aim("cost", 1000, 600)) == (
        "How good this plan is: proven that no other does better by more than 2.5 % (the target); 40 % (cost)."
        " None is noticeably better for: survival."
    )


def test_nothing_is_said_where_nothing_is_proven() -> None:
    assert not told()


def test_where_next_to_nothing_is_proven_that_is_said() -> None:
    assert told(aim("survival", 100, 0), aim("cost", 100, 99.9)) == (
        "How good this plan is: proven that none is noticeably better for: cost. Little is proven of: survival."
    )
    assert told(aim("cost", 100, 1)) == "How good this plan is: little is proven of: cost."
