"""What the clinic counted, zeros said."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_the_clinic_says_zeros(site: Path) -> None:
    on = ("--on", "2025-03-10")
    week = ("clinic", "week", site, "base", "2025-03-03")
    told = said(*week, "measles=1/0", "watery_diarrhoea=3/5/0/1", "--others-zero", *on)
    assert "measles: 1 under five, 0 of five and over" in told
    assert "no case of: bloody diarrhoea" in told
    assert len([line for line in told.splitlines() if line.startswith("Recorded")]) == 3
    shown = said("clinic", "show", site)
    assert "100 % of the counts of 1 week" in shown
    assert "deaths: 1" in shown
    assert "COUNTS" in refused(*week)
    assert "COUNTS: measles is no count" in refused(*week, "measles", "measles=1/0", "measles=1/0")
    assert "COUNTS" in refused(*week, "plague=1/0")
    assert "WEEK" in refused("clinic", "week", site, "base", "2025-03-04", "measles=1/0", *on)
    assert "opened at Hmeimim air base" in said("clinic", "open", site, "base", "iehk_2017", "1", *on)
