"""Why an item flies, in words."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from malja.language.speech import speaking
from malja.lifts.plan.plan import Cargo, LoadLack, LoadReason, Plan, Why
from malja.operation.rows import Tables
from malja.report.reasons import Loaded, find_sector, say_reason, sort_loaded
from malja.report.words import Words

START = datetime.date(2025, 3, 14)
RICE = Cargo(item="rice", packs=2.0, quantity=100.0, kg=102.0, m3=0.16)
TENTS = Cargo(item="tent", packs=2.0, quantity=2.0, kg=120.0, m3=0.6)


def lack(need: str, day: int, person_days: float = 120.0, *, deeper: bool = False) -> LoadLack:
    first = START + datetime.timedelta(days=day)
    return LoadLack(
        place="camp",
        need=need,
        tier="minimum",
        first=first,
        last=first,
        people=100.0,
        worst=0.25,
        person_days=person_days,
        deeper=deeper,
    )


def loaded(cargo: Cargo, reason: LoadReason | None, *, fixed: bool = False) -> Loaded:
    return Loaded(cargo=dataclasses.replace(cargo, reason=reason), fixed=fixed)


def short(one: LoadLack) -> LoadReason:
    return LoadReason(why="need", lacks=(one,))


def test_a_daily_need_is_said_in_days_and_a_standing_one_in_shares(operation: Tables) -> None:
    words = Words(operation)
    assert say_reason(words, loaded(RICE, short(lack("food", 2)))) == (
        "without it Food falls below the minimum from Sun 16 March:"
        " 1.2 days' worth for about 100 people is missing in all"
    )
    assert say_reason(words, loaded(TENTS, short(lack("roof", 2, deeper=True)))) == (
        "without it Roof* is further below the minimum from Sun 16 March: up to 25 % is missing for about 100 people"
    )
    little = say_reason(words, loaded(RICE, short(lack("food", 2, 3.0))))
    assert little.endswith("less than 0.1 days' worth for about 100 people is missing in all")


def test_what_its_sender_has_fixed_is_said_so(operation: Tables) -> None:
    words = Words(operation)
    assert say_reason(words, loaded(RICE, short(lack("food", 2)), fixed=True)).endswith("(its sender has fixed it)")
    assert say_reason(words, loaded(RICE, None, fixed=True)) == "its sender has fixed it"
    assert say_reason(words, loaded(RICE, None)) == "what falls short without it was not worked out"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_kind_has_its_own_sentence(operation: Tables, language: str) -> None:
    kinds: dict[Why, LoadReason] = {
        "need": short(lack("food", 2)),
        "slight": LoadReason(why="slight", lacks=(lack("food", 2),)),
        "cost": LoadReason(why="cost", place="camp", cost=1234.0),
        "room": LoadReason(why="room"),
    }
    rules = {
        rule: LoadReason(why="variety", place="camp", food_group="pulses", rule=rule, first=START)
        for rule in ("too_little", "too_much", "not_cooked")
    }
    with speaking(language):
        said = [say_reason(Words(operation), loaded(RICE, one)) for one in (*kinds.values(), *rules.values())]
    assert len(set(said)) == len(said)


def test_lines_are_put_together_by_what_they_are_for(operation: Tables, plan: Plan) -> None:
    words = Words(operation)
    lines = [
        loaded(RICE, short(lack("food", 3))),
        loaded(TENTS, short(lack("roof", 2))),
        loaded(dataclasses.replace(RICE, kg=5.0), LoadReason(why="room")),
        loaded(dataclasses.replace(RICE, kg=7.0), short(lack("food", 1))),
    ]
    found = sort_loaded(words, lines)
    assert [find_sector(words, one) for one in found] == ["food", "food", "shelter", ""]
    assert [one.cargo.kg for one in found] == [7.0, 102.0, 120.0, 5.0]
