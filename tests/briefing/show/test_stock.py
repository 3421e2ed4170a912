"""Stock in packs and units."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_stock_in_packs_and_units(site: Path) -> None:
    on = ("--on", "2025-03-10")
    received = said("stock", "receive", site, "base", "rice", "40x50+7", *on)
    assert (
        received
        == "Recorded for Mon 10 March: 2,007 kg of Rice, white received at Hmeimim air base. It holds 10,007 kg now.\n"
    )
    said("site", "set", site, "stores", "hut", "place=base", "kind=kitchen", *on)
    moved = said("stock", "move", site, "rice", "20x", "base", "hut", *on)
    assert (
        moved == "Recorded: 1,000 kg of Rice, white moved from Hmeimim air base to hut. "
        "Hmeimim air base holds 9,007 kg now, hut 1,000 kg.\n"
    )
    assert "given out from hut. It holds 900 kg" in said("stock", "give", site, "hut", "rice", "100", *on)
    assert "used from hut. It holds 890 kg" in said("stock", "use", site, "hut", "rice", "10", *on)
    for verb in ("spoil", "lose", "send"):
        assert "--reason" in refused("stock", verb, site, "hut", "rice", "1", *on)
        said("stock", verb, site, "hut", "rice", "1", "--reason", "wet", *on)
    assert "hut has 887 of rice" in refused("stock", "give", site, "hut", "rice", "900", *on)
    assert "as the books say" in said("stock", "count", site, "hut", "rice", "887", *on)
    assert "the books said 887 kg" in said("stock", "count", site, "hut", "rice", "880", "--reason", "mice", *on)
    shown = said("stock", "show", site, "--store", "hut")
    assert " ".join(shown.split()) == "hut Rice, white (rice) 880 kg 17 x 50 + 30"
    assert said("stock", "show", site, "--item", "no") == "Nothing stands there.\n"
