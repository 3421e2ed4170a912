"""The commands of a live site, as people type them: three days of facts, what they say, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from malja.problems import Refused
from malja.tables.typed_quantity import packs_cells, quantity_cells
from tests.cli.sites import EXAMPLE, a_site, refused, run, said


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site(tmp_path)


def test_founding_says_what_it_begins_with(tmp_path: Path) -> None:
    words = said("site", "new", tmp_path / "s", "--from", EXAMPLE)
    assert "6,400 people" in words
    assert "fingerprint" in words
    assert "something here already" in refused("site", "new", tmp_path / "s", "--name", "again")
    assert refused("site", "new", tmp_path / "t")
    assert "founded" in said("site", "new", tmp_path / "u", "--name", "A school by the airstrip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s", "u"]


def test_people_come_leave_and_are_counted(site: Path) -> None:
    on = ("--on", "2025-03-10")
    came = said("people", "arrive", site, "base", "٣٠٠", *on)
    assert came == "Recorded for Mon 10 March: 300 came to base. 6,700 are there now.\n"
    assert said("people", "leave", site, "base", "100", *on) == "Recorded: 100 left base. 6,600 are there now.\n"
    assert "say why" in refused("people", "count", site, "base", "6500", *on)
    counted = said("people", "count", site, "base", "6500", "--reason", "left by night", *on)
    assert "arrivals and departures say 6,600" in counted
    shown = said("people", "show", site)
    assert "base  6,500  counted 6,500 on Mon 10 March" in shown
    assert "left by night" in shown
    assert "6500 were there" in refused("people", "leave", site, "base", "6501", *on)


def test_words_of_the_command_line_stand_in_refusals(site: Path) -> None:
    words = refused("people", "arrive", site, "base", "3o0", "--on", "10.3.2025")
    assert "NUMBER: 3o0 is not a number" in words
    assert "--on: 10.3.2025 is not a date" in words
    assert "row" not in words
    assert "PLACE: there is no bse in places; did you mean base?" in refused("people", "arrive", site, "bse", "3")
    assert "QUANTITY: 40y is not a number" in refused("stock", "receive", site, "base", "rice", "40y")
    assert "QUANTITY: 1x2x3 is no quantity" in refused("stock", "receive", site, "base", "rice", "1x2x3")
    assert "there is no site" in refused("people", "arrive", site / "no", "base", "3")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("2000", {"quantity": "2000"}),
        ("40x", {"packs": "40"}),
        ("40x50", {"packs": "40", "pack_quantity": "50"}),
        (" 40 × 50 + 12.5 ", {"packs": "40", "pack_quantity": "50", "quantity": "12.5"}),
        ("٤٠x٥٠", {"packs": "٤٠", "pack_quantity": "٥٠"}),
        ("40x+3", {"packs": "40", "quantity": "3"}),
    ],
)
def test_quantities(text: str, cells: dict[str, str]) -> None:
    assert quantity_cells(text) == cells


@pytest.mark.parametrize("text", ["x", "x50", "1x2x3", "4+", "4+5", "4x+", "4x+5+6", "4x5+6x7"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        quantity_cells(text)


def test_packs() -> None:
    assert packs_cells("40") == packs_cells("40x") == {"packs": "40"}
    assert packs_cells("40x50") == {"packs": "40", "pack_quantity": "50"}
    with pytest.raises(Refused):
        packs_cells("x")


def test_stock_in_packs_and_units(site: Path) -> None:
    on = ("--on", "2025-03-10")
    received = said("stock", "receive", site, "base", "rice", "40x50+7", *on)
    assert received == "Recorded for Mon 10 March: 2,007 kg of rice received at base. It holds 10,007 kg now.\n"
    said("site", "set", site, "stores", "hut", "place=base", "kind=kitchen", *on)
    moved = said("stock", "move", site, "rice", "20x", "base", "hut", *on)
    assert moved == "Recorded: 1,000 kg of rice moved from base to hut. base holds 9,007 kg now, hut 1,000 kg.\n"
    assert "given out from hut. It holds 900 kg" in said("stock", "give", site, "hut", "rice", "100", *on)
    assert "used from hut. It holds 890 kg" in said("stock", "use", site, "hut", "rice", "10", *on)
    for verb in ("spoil", "lose", "send"):
        assert "--reason" in refused("stock", verb, site, "hut", "rice", "1", *on)
        said("stock", verb, site, "hut", "rice", "1", "--reason", "wet", *on)
    assert "hut has 887 of rice" in refused("stock", "give", site, "hut", "rice", "900", *on)
    assert "as the books say" in said("stock", "count", site, "hut", "rice", "887", *on)
    assert "the books said 887 kg" in said("stock", "count", site, "hut", "rice", "880", "--reason", "mice", *on)
    shown = said("stock", "show", site, "--store", "hut")
    assert " ".join(shown.split()) == "hut rice 880 kg 17 x 50 + 30"
    assert said("stock", "show", site, "--item", "no") == "Nothing stands there.\n"


def test_a_round_gives_once_unless_a_supervisor_says_so(site: Path) -> None:
    on = ("--on", "2025-03-11")
    due = said("round", "due", site, "r1", "base", "rice", "0.5", *on)
    assert due == "Recorded for Tue 11 March: round r1 gives 0.5 kg of rice for each person, from base.\n"
    given = said("round", "give", site, "r1", "T1", "6", *on)
    assert given == "Recorded: token T1 for 6: 3 kg of rice. Round r1: 1 token, 6 persons so far.\n"
    again = refused("round", "give", site, "r1", "T1", "6", *on)
    assert "TOKEN: token T1 was given rice in round r1 on 2025-03-11" in again
    said("round", "give", site, "r1", "T1", "6", "--reason", "wet", "--supervisor", "camp_manager", *on)
    shown = said("round", "show", site)
    assert "Given a second time: 1." in shown
    assert "given 6" in shown
    assert "closed" in said("round", "close", site, "r1", *on)
    assert "closed" in said("round", "show", site, "r1")
    assert refused("round", "give", site, "r1", "T2", "4", *on)


def test_the_kitchen_cooks_what_there_is(site: Path) -> None:
    on = ("--on", "2025-03-10")
    assert "no recipe" in said("kitchen", "show", site)
    said("kitchen", "recipe", site, "plain", "rice", "0.1", *on)
    cooked = said("kitchen", "cook", site, "base", "plain", "6000", *on)
    assert cooked == "Recorded: 6,000 meals of plain. What is left at base makes 74,000 more.\n"
    assert "MEALS: base has ingredients for 74,000 meals" in refused("kitchen", "cook", site, "base", "plain", "74001")
    assert "74,000 meals" in said("kitchen", "show", site, "base")


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
    assert "opened at base" in said("clinic", "open", site, "base", "iehk_2017", "1", *on)


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
    assert "of 750 of blanket_wool_mt shipped, 700 are good, 25 damaged" in said(*words, "--reason", "wet")
    assert "8,000" in said("stock", "show", site, "--item", "rice")
    assert refused("flight", "verify", site, "F1", "base", "--verified-by", "clerk", *on)
    assert "differ from the manifest: 1" in said("flight", "verify", site, "F1", "base", "--verified-by", "chief", *on)
    assert "10,000" in said("stock", "show", site, "--item", "rice")
    shown = said("flight", "show", site, "F1")
    assert "missing 25" in shown
    assert "to claim: 1 line" in said("site", "status", site)
    said("flight", "paper", site, "F1", "--out", tmp_path / "papers")
    assert {path.suffix for path in (tmp_path / "papers").iterdir()} == {".pdf", ".xlsx"}
    assert "sent" in said("flight", "claim", site, "F1", "--on", "2025-03-13")
    assert "verified, claimed" in said("flight", "show", site)
    assert "there is no F9" in refused("flight", "show", site, "F9")
    said("flight", "announce", site, "F2", "an26", "2025-03-15", *on)
    assert "cancelled" in said("flight", "cancel", site, "F2", *on)


def test_tables_are_set_a_row_at_a_time(site: Path, tmp_path: Path) -> None:
    on = ("--on", "2025-03-10")
    said("site", "set", site, "operation", "days=30", *on)
    said("site", "set", site, "services", "base,water,,", "quantity=130000", *on)
    assert "lat" in refused("site", "set", site, "places", "base", "lat=north")
    assert run("site", "set", site, "places", "base").exit_code == 2
    assert run("site", "set", site, "places", "base", "lat").exit_code == 2
    assert "has no row no" in refused("site", "unset", site, "lifts", "no")
    said("site", "unset", site, "lifts", "road", *on)
    said("site", "export", site, tmp_path / "tables", "--as-of", "2025-03-10")
    assert "days = 30" in (tmp_path / "tables" / "operation.toml").read_text(encoding="utf-8")
    assert "road" not in (tmp_path / "tables" / "lifts.csv").read_text(encoding="utf-8")
    covers = json.loads(said("cover", site, "--as-of", "2025-03-10", "--json"))
    assert json.loads(said("cover", tmp_path / "tables", "--json")) == covers


def test_commands_that_plan_take_a_site(site: Path) -> None:
    said("stock", "give", site, "base", "rice", "7000", "--on", "2025-03-10")
    before, after = json.loads(said("cover", site, "--as-of", "2025-03-09", "--json")), said("cover", site, "--json")
    assert before["start"] == "2025-03-10"
    assert json.loads(after)["start"] == "2025-03-11"
    assert before["covers"] == json.loads(said("cover", EXAMPLE, "--json"))["covers"]
    assert before["covers"] != json.loads(after)["covers"]
    assert "as of one day only" in run("cover", EXAMPLE, "--as-of", "2025-03-10").output


def test_a_journal_is_verified_against_what_was_printed(site: Path) -> None:
    heads = said("journal", "heads", site).strip()
    assert "Nothing is wrong" in said("journal", "verify", site)
    said("people", "arrive", site, "base", "5", "--on", "2025-03-10")
    assert "holds what was printed" in said("journal", "verify", site, "--against", heads)
    device, number, _ = heads.split()
    rewritten = run("journal", "verify", site, "--against", f"{device} {number} {'0' * 16}")
    assert rewritten.exit_code == 1
    assert "the chain was rewritten" in rewritten.output
    cut = run("journal", "verify", site, "--against", f"{device} 9999 {'0' * 16}")
    assert "cut off" in cut.output
    assert refused("journal", "verify", site, "--against", "nonsense")
    arrived = said("journal", "show", site, "--kind", "people", "--since", "2025-03-10").splitlines()
    assert len(arrived) == 1
    assert '"number": 5' in arrived[0]
    assert json.loads(said("journal", "show", site, "--kind", "people.arrived", "--json").splitlines()[-1])["hash"]


def test_two_devices_exchange_what_they_recorded(site: Path, tmp_path: Path) -> None:
    other, stick = tmp_path / "other", tmp_path / "stick"
    stick.mkdir()
    assert "--name" in refused("device", "card", other)
    card = said("device", "card", other, "--name", "store").splitlines()[0]
    assert card == said("device", "card", other).splitlines()[0]
    fingerprint = said("device", "list", site).split("  ")[1]
    assert "store takes part now" in said("device", "enrol", site, card)
    said("sync", "export", site, stick, "--all")
    [bundle] = stick.iterdir()
    assert refused("site", "join", other, bundle, "--founder", "0000 0000 0000 0000")
    said("site", "join", other, bundle, "--founder", fingerprint)
    assert refused("site", "join", other, bundle)
    on = ("--on", "2025-03-10")
    said("people", "arrive", other, "base", "40", *on)
    said("people", "arrive", site, "base", "2", *on)
    said("sync", "export", other, tmp_path / "there")
    assert "new" in said("sync", "import", site, tmp_path / "there")
    assert "nothing new" in said("sync", "import", site, tmp_path / "there")
    assert "base  6,442" in said("people", "show", site)
    said("sync", "export", site, tmp_path / "back")
    said("sync", "import", other, tmp_path / "back")
    assert said("site", "rebuild", site) == said("site", "rebuild", other)
    assert "ended" in said("device", "revoke", site, "store", "--reason", "lost")
    assert "ended from" in said("device", "list", site)


def test_what_devices_said_apart_is_settled_by_a_person(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    card = said("device", "card", other, "--name", "store").splitlines()[0]
    said("device", "enrol", site, card)
    said("sync", "export", site, tmp_path / "all", "--all")
    said("site", "join", other, tmp_path / "all")
    on = ("--on", "2025-03-10")
    said("site", "set", site, "places", "base", "storage_m3=500", *on)
    said("site", "set", other, "places", "base", "storage_m3=600", *on)
    said("sync", "export", other, tmp_path / "there")
    assert "1 new doubt: malja site doubts SITE" in said("sync", "import", site, tmp_path / "there")
    doubt = said("site", "doubts", site).split()[0]
    assert "storage_m3" in said("site", "status", site)
    assert "there is no doubt called no" in refused("site", "settle", site, "no", "asked")
    said("site", "settle", site, doubt, "measured: 600", "--on", "2025-03-11")
    assert "nothing that somebody must look into" in said("site", "doubts", site).lower()
    assert "measured: 600" in said("site", "doubts", site, "--all")


def test_everything_is_said_in_arabic_too(site: Path) -> None:
    on = ("--on", "2025-03-10", "--language", "ar")
    for words in (
        ("people", "count", site, "base", "6400"),
        ("kitchen", "recipe", site, "plain", "rice", "0.1"),
        ("kitchen", "cook", site, "base", "plain", "100"),
        ("round", "due", site, "r1", "base", "rice", "0.5"),
        ("round", "give", site, "r1", "T1", "6"),
        ("clinic", "week", site, "base", "2025-03-03", "--others-zero"),
        ("flight", "announce", site, "F1", "an26", "2025-03-11"),
    ):
        assert said(*words, *on).startswith("سُجّل")
    said("stock", "show", site, "--language", "ar")
    for shown in (
        ("people", "show"),
        ("round", "show"),
        ("kitchen", "show"),
        ("clinic", "show"),
        ("flight", "show"),
        ("site", "doubts"),
        ("site", "status"),
        ("device", "list"),
        ("journal", "verify"),
    ):
        assert any("\u0600" <= letter <= "\u06ff" for letter in said(*shown, site, "--language", "ar"))
