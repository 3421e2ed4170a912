"""People come, leave and are counted."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_people_come_leave_and_are_counted(site: Path) -> None:
    on = ("--on", "2025-03-10")
    came = said("people", "arrive", site, "base", "٣٠٠", *on)
    assert came == "Recorded for Mon 10 March: 300 came to Hmeimim air base. 6,700 are there now.\n"
    assert (
        said("people", "leave", site, "base", "100", *on)
        == "Recorded: 100 left Hmeimim air base. 6,600 are there now.\n"
    )
    assert "say why" in refused("people", "count", site, "base", "6500", *on)
    counted = said("people", "count", site, "base", "6500", "--reason", "left by night", *on)
    assert "arrivals and departures say 6,600" in counted
    shown = said("people", "show", site)
    assert "base  6,500  counted 6,500 on Mon 10 March" in shown
    assert "left by night" in shown
    assert "6500 were there" in refused("people", "leave", site, "base", "6501", *on)
