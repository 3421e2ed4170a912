"""A flight from the announcement to the claim."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_a_flight_from_the_announcement_to_the_claim(site: Path, tmp_path: Path) -> None:
    said("flight", "announce", site, "F1", "an26", "2025-03-11", "--sender", "Red Cross", "--on", "2025-03-10")
    said("flight", "load", site, "F1", "1", "rice", "40x", "--on", "2025-03-10")
    said("flight", "load", site, "F1", "2", "blanket_wool_mt", "30x25", "--on", "2025-03-10")
    assert "Wed 12 March" in said("flight", "delay", site, "F1", "2025-03-12", "--on", "2025-03-11")
    on = ("--on", "2025-03-12")
    assert "to count: 2" in said("flight", "land", site, "F1", *on)
    assert "Still to count: 2" in said("flight", "count", site, "F1", "1", "40", "--counted-by", "clerk", *on)
    assert refused("flight", "verify", site, "F1", "base", "--verified-by", "chief", *on)
    words = ("flight", "count", site, "F1", "2", "28x25", "--damaged", "1", "--counted-by", "clerk", *on)
    assert "--reason" in refused(*words)
    assert "of 750 of Blanket, woven 50% wool, 1.5 x 2 m, medium thermal shipped, 700 are good, 25 damaged" in said(
        *words, "--reason", "wet"
    )
    assert "8,000" in said("stock", "show", site, "--item", "rice")
    assert refused("flight", "verify", site, "F1", "base", "--verified-by", "clerk", *on)
    assert "differ from the manifest: 1" in said("flight", "verify", site, "F1", "base", "--verified-by", "chief", *on)
    assert "10,000" in said("stock", "show", site, "--item", "rice")
    shown = said("flight", "show", site, "F1")
    assert "missing 25" in shown
    assert "to claim: 1 line" in said("site", "status", site)
    said("flight", "paper", site, "F1", "--out", tmp_path / "papers")
    assert {path.suffix for path in (tmp_path / "papers").glob("[!.]*")} == {".pdf", ".xlsx"}
    assert "sent" in said("flight", "claim", site, "F1", "--on", "2025-03-13")
    assert "verified, claimed" in said("flight", "show", site)
    assert "there is no F9" in refused("flight", "show", site, "F9")
    said("flight", "announce", site, "F2", "an26", "2025-03-15", *on)
    assert "cancelled" in said("flight", "cancel", site, "F2", *on)
