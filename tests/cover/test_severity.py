"""What a lack harms and how soon."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from malja.catalogue.facts import Need
from malja.catalogue.load_catalogue import load_catalogue
from malja.cover.severity import Severity, judge_severity, rank_lack

HEAT = Need(
    need="heat", name="Heat", sector="energy", kind="daily", survival=0.5, minimum=1.0, target=1.0,
    harm="people freeze", harm_after_days=0.25, harm_to="life", life_share=0.1,
)  # fmt: skip


def test_half_a_lack_harms_after_twice_the_days() -> None:
    assert judge_severity(HEAT, "survival", 1.0) == Severity(harm="life", after_days=0.25)
    assert judge_severity(HEAT, "survival", 0.5) == Severity(harm="life", after_days=0.5)


def test_less_than_the_dangerous_share_harms_health_not_lives() -> None:
    assert judge_severity(HEAT, "survival", 0.09).harm == "health"
    assert judge_severity(HEAT, "survival", 0.1).harm == "life"


def test_above_its_lowest_standard_a_lack_is_never_a_danger_to_lives() -> None:
    assert judge_severity(HEAT, "minimum", 1.0) == Severity(harm="health", after_days=None)
    assert judge_severity(HEAT, "target", 1.0) == Severity(harm="standard", after_days=None)
    assert not judge_severity(HEAT, "minimum", 1.0).is_urgent


def test_what_no_table_judges_is_life_where_survival_is_asked_else_not_known() -> None:
    told = replace(HEAT, harm_to="", life_share=None, harm_after_days=None)
    assert judge_severity(told, "survival", 0.01).harm == "life"
    assert judge_severity(replace(told, survival=None), "minimum", 0.5).harm == "unknown"
    assert judge_severity(replace(told, survival=None), "minimum", 0.5).is_urgent
    assert judge_severity(replace(told, survival=None, minimum=None), "target", 0.5).harm == "standard"


@pytest.mark.parametrize("climate", ["warm", "cold"])
@pytest.mark.parametrize("share", [0.01, 0.18, 0.5, 1.0])
def test_no_lack_of_toilets_clothes_or_of_some_floor_is_called_a_danger_to_lives(climate: str, share: float) -> None:
    """Of floor only where half of a place to lie down is missing: with more, everybody is indoors."""
    needs = {need.need: need for need in load_catalogue("cold" if climate == "cold" else "warm").needs}
    for name in ("toilets", "clothing", "menstrual_pads", "soap", "lamps", "taps", "buckets"):
        if name in needs:
            assert judge_severity(needs[name], "minimum", share).harm != "life"
    floor = needs["covered_area"]
    lowest = judge_severity(floor, "survival" if floor.survival else "minimum", share).harm
    assert (lowest == "life") == (climate == "cold" and share >= 0.5)


def test_every_need_of_the_catalogue_says_what_it_harms() -> None:
    for climate in ("warm", "cold"):
        needs = load_catalogue("cold" if climate == "cold" else "warm").needs
        assert [need.need for need in needs if not need.harm_to] == []
        assert [need.need for need in needs if need.life_share is not None and need.harm_to != "life"] == []
        assert [need.need for need in needs if need.survival and need.harm_to != "life"] == []


def test_lacks_stand_in_one_order_the_gravest_harm_then_the_day_on_which_it_begins() -> None:
    """Of two that kill: from Friday within a day before from today within a week; then what makes ill; then weight."""
    today = datetime.date(2025, 3, 12)
    friday = today + datetime.timedelta(days=2)
    lacks = {
        "kills on Saturday": rank_lack(Severity(harm="life", after_days=1.0), friday, 0.1),
        "kills in a week": rank_lack(Severity(harm="life", after_days=7.0), today, 0.9),
        "ill at once, heavy": rank_lack(Severity(harm="health", after_days=0.0), today, 0.9),
        "ill at once, light": rank_lack(Severity(harm="health", after_days=0.0), today, 0.1),
        "ill, nobody knows when": rank_lack(Severity(harm="health"), today, 0.9),
    }
    assert sorted(lacks, key=lambda one: lacks[one]) == list(lacks)
