"""Rounds and the kitchen as a site records them: checked against the state, then folded again from the journal."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from malja.briefing.show.clinic import describe_alerts, describe_new_alerts
from malja.briefing.show.rounds import describe_second_gifts
from malja.facts.fact import BodyValue, Fact
from malja.problems import Refused
from malja.site.row_facts import make_row_fact
from malja.site.site import Site

FIRST = datetime.date(2025, 3, 3)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site.found(tmp_path / "site", name="Test", on=FIRST) as site:
        site.record(
            [
                make_row_fact("places", ("camp",), {"role": "site"}, FIRST),
                make_row_fact(
                    "items", ("rice",), {"unit": "kg", "pack_quantity": "25", "pack_kg": "25", "pack_m3": "0.04"}, FIRST
                ),
                said("stock.received", store="camp", item="rice", quantity="100", origin="given"),
                said("round.due", round="march", store="camp", item="rice", quantity="10", per="person"),
            ]
        )
        yield site


def said(kind: str, **body: BodyValue) -> Fact:
    return Fact(kind=kind, happened=FIRST, body=body)


def gift(**more: BodyValue) -> Fact:
    body: dict[str, BodyValue] = {"round": "march", "token": "17", "persons": 2}
    return said("round.given", **{**body, **more})


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_second_gift_is_refused_by_the_site_and_a_supervisor_is_another_than_the_recorder(site: Site) -> None:
    site.record([gift()])
    with pytest.raises(Refused) as refused:
        site.record([gift()])
    assert codes(refused) == ["token_given_before"]
    with pytest.raises(Refused) as refused:
        site.record([gift(reason="burnt", supervisor=site.device_name)])
    assert codes(refused) == ["supervisor_same"]
    site.record([gift(reason="burnt", supervisor="head")])
    assert site.state().ledger.on_hand("camp", "rice") == 60
    assert site.doubts == ()


def test_the_state_after_recording_is_that_of_the_journal_to_the_byte(site: Site) -> None:
    site.record([gift(), said("kitchen.recipe", recipe="stew", item="rice", quantity="0.1")])
    site.record([said("kitchen.cooked", store="camp", recipe="stew", meals=100)])
    now = site.state().to_json()
    with Site.open(site.folder) as again:
        assert again.state().to_json() == now


def test_two_gifts_to_one_token_in_one_import_are_refused_and_nothing_is_recorded(site: Site) -> None:
    before = site.journal.size()
    with pytest.raises(Refused) as refused:
        site.record([gift(), gift()])
    assert codes(refused) == ["token_given_before"]
    assert site.journal.size() == before


def test_second_gifts_and_alerts_are_told_with_all_that_a_person_needs_to_look_into_them(site: Site) -> None:
    site.record([gift(), gift(reason="burnt", supervisor="head")])
    week: dict[str, BodyValue] = {"place": "camp", "week": FIRST.isoformat(), "cases_5_and_over": 0}
    counts = [said("clinic.counted", **week, illness=name, cases_under_5=4) for name in ("measles", "malaria", "other")]
    site.record([*counts, make_row_fact("thresholds", ("other", "cases"), {"value": "3"}, FIRST)])
    (second,) = describe_second_gifts(site.state(), "march")
    assert second.startswith("Token 17, rice: Mon 3 March at camp (by first), again Mon 3 March")
    assert second.endswith("allowed by head: burnt")
    measles, other = describe_alerts(site.state(), FIRST)
    assert measles == "ALERT, camp, week from Mon 3 March: measles, cases: 4; the threshold is 1."
    assert "cases: 4; the threshold is 3, not verified" in other
    assert list(describe_alerts(site.state(), FIRST + datetime.timedelta(weeks=4))) == []
    assert list(describe_new_alerts(site.state(), counts[:2])) == [measles]
    assert list(describe_new_alerts(site.state(), [gift()])) == []
