"""A site that is closed: what is left to do, what is deleted, and that the journal stays whole."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from malja.briefing.show.closing import describe_closing, make_closing_papers
from malja.language.speech import speaking
from malja.problems import Refused
from malja.site.closing import close_site, plan_closing
from malja.site.exchange import verify_site
from malja.site.site import Site
from tests.lifts.operations import on
from tests.site.camp import CAMP
from tests.site.evenings import told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Site.found(tmp_path / "site", tables=dataclasses.replace(CAMP, name="The camp")) as site:
        site.record([told("stock.received", 0, store="camp", item="meal", quantity="5", origin="given")])
    return tmp_path / "site"


def test_what_is_to_be_settled_before_is_said_and_nothing_is_changed(folder: Path) -> None:
    with Site.open(folder) as site:
        size, plan = site.journal.size(), plan_closing(site)
        assert (plan.people, plan.uncounted) == ((("camp", 100),), (("camp", "meal"),))
        assert not plan.is_settled
        said = [line for block in describe_closing(plan) for line in block.lines]
        assert any("100 people still here" in line for line in said)
        assert any("meal in camp" in line for line in said)
        site.record([told("people.departed", 1, place="camp", group="everyone", number=100)])
        site.record([told("stock.counted", 1, store="camp", item="meal", quantity="5")])
        assert plan_closing(site).is_settled
        assert site.journal.size() == size + 2
        with speaking("ar"):
            assert not any("people" in line for block in describe_closing(plan) for line in block.lines)


def test_names_that_are_left_out_are_counted(folder: Path) -> None:
    with Site.open(folder) as site:
        plan = dataclasses.replace(plan_closing(site), uncounted=tuple(("camp", f"item{i}") for i in range(10)))
    said = "\n".join(line for block in describe_closing(plan) for line in block.lines)
    assert "10 in all" in said
    assert "item7 in camp and 2 more" in said


def test_the_papers_hold_every_lot_and_the_ends_of_the_journal(folder: Path) -> None:
    with Site.open(folder) as site:
        papers = make_closing_papers(site)
        tip = site.tips()[site.device]
    assert papers["handover.pdf"].startswith(b"%PDF")
    assert papers["final-count.csv"].decode().splitlines() == [
        "store,item,lot,expiry,books,counted,handed_over_to",
        "camp,meal,,,5,,",
    ]
    assert f" {tip.number} " in papers["journal.txt"].decode()


def test_closing_deletes_the_key_and_keeps_the_journal_readable(folder: Path) -> None:
    with Site.open(folder) as site:
        size, state = site.journal.size(), site.state().to_json()
    with pytest.raises(Refused, match="the site is called The camp, not camp"):
        close_site(folder, "camp")
    assert (folder / "device.key").exists()
    with pytest.raises(Refused, match="something is left to be settled"):
        close_site(folder, "The camp")
    assert (folder / "device.key").exists()
    close_site(folder, "The camp", force=True)
    assert sorted(path.name for path in folder.iterdir()) == ["journal.sqlite", "site.toml"]
    with Site.open(folder) as site:
        assert (site.journal.size(), site.state().to_json()) == (size, state)
        assert verify_site(site) == ()
        with pytest.raises(Refused, match="nothing can be recorded any more"):
            site.record([told("stock.counted", 1, store="camp", item="meal", quantity="5")])
        assert plan_closing(site).day == on(0)
    with pytest.raises(Refused, match="the site was closed on"):
        close_site(folder, "The camp")
