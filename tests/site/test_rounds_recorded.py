"""Rounds and the kitchen as a site records them: checked against the state, then folded again from the journal."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.problems import Refused
from malja.site.founding import set_row
from malja.site.site import Site

FIRST = datetime.date(2025, 3, 3)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site.found(tmp_path / "site", name="Test", on=FIRST) as site:
        site.record(
            [
                set_row("places", ("camp",), {"role": "site"}, FIRST),
                set_row(
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
    assert site.state().ledger.held("camp", "rice") == 60
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
