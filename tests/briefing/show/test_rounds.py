"""Rounds give once, unless a supervisor says so."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_a_round_gives_once_unless_a_supervisor_says_so(site: Path) -> None:
    on = ("--on", "2025-03-11")
    due = said("round", "due", site, "r1", "base", "rice", "0.5", *on)
    assert (
        due
        == "Recorded for Tue 11 March: round r1 gives 0.5 kg of Rice, white for each person, from Hmeimim air base.\n"
    )
    given = said("round", "give", site, "r1", "T1", "6", *on)
    assert given == "Recorded: token T1 for 6: 3 kg of Rice, white. Round r1: 1 token, 6 persons so far.\n"
    again = refused("round", "give", site, "r1", "T1", "6", *on)
    assert "TOKEN: token T1 was given rice in round r1 on 2025-03-11" in again
    said("round", "give", site, "r1", "T1", "6", "--reason", "wet", "--supervisor", "camp_manager", *on)
    shown = said("round", "show", site)
    assert "Given a second time: 1." in shown
    assert "given 6" in shown
    assert "closed" in said("round", "close", site, "r1", *on)
    assert "closed" in said("round", "show", site, "r1")
    assert refused("round", "give", site, "r1", "T2", "4", *on)
