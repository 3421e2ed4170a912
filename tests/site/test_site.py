"""A site on a disk: founded, recorded in by one and by several, all or nothing, the same when it is opened again."""

from __future__ import annotations

import datetime
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from malja import clock
from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import add_ids
from malja.language.say import say_problem
from malja.operation.reading.read_operation import read_operation
from malja.problems import Origin, Refused
from malja.site import folder as folders
from malja.site.exchange import enrol_member, receive_site_bundle, write_site_bundle
from malja.site.join import join_site, load_card
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from tests.site.network import as_bytes

DAY = datetime.date(2025, 3, 11)
EXAMPLE = Path(__file__).parents[2] / "examples" / "wfp-syria"


def fact(kind: str, day: datetime.date = DAY, **body: BodyValue) -> Fact:
    return Fact(kind=kind, happened=day, body=body)


def arrived(number: int, place: str = "base") -> Fact:
    return fact("people.arrived", place=place, group="everyone", number=number)


def founded(folder: Path) -> Site:
    site = Site.found(folder, name="Base", on=DAY - datetime.timedelta(days=1), device_name="office")
    site.record([read_row_fact("places", ["base"], {"role": "site"}, happened=site.next_day)])
    return site


def said(refused: Refused) -> list[str]:
    return [say_problem(problem) for problem in refused.problems]


def test_a_site_is_a_folder_that_says_what_it_is(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        assert sorted(path.name for path in site.folder.iterdir() if "journal" not in path.name) == [
            "device.key",
            "site.toml",
        ]
        assert (site.name, site.about.site) == ("Base", site.device)
    about = folders.read_site_file(tmp_path / "base")
    assert (about.name, about.database) == ("Base", "")
    assert folders.is_site(tmp_path / "base")
    assert not folders.is_site(tmp_path)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "base" / "device.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["base"]


def test_what_was_recorded_is_there_when_the_site_is_opened_again(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (entry,) = site.record([arrived(500)], by="clerk")
        assert (entry.fact.by, entry.fact.device) == ("clerk", site.device)
        now = as_bytes(site.state())
    with Site.open(tmp_path / "base") as site:
        assert as_bytes(site.state()) == now
        assert site.state().headcount.present("base") == 500
        assert site.next_day == DAY + datetime.timedelta(days=1)
        assert site.record([arrived(1)])[0].fact.by == "office"
        # The state that was kept while recording is the one that the journal gives.
        kept = as_bytes(site.state())
    with Site.open(tmp_path / "base") as site:
        assert as_bytes(site.state()) == kept


def test_all_is_recorded_or_nothing_and_every_row_that_is_refused_is_named(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        site.record([arrived(100)])
        before, now = site.journal.size(), as_bytes(site.state())
        rows = [arrived(5), arrived(5, "moon"), fact("people.departed", place="base", number=900), arrived(6)]
        with pytest.raises(Refused) as refused:
            site.record(rows, origins=[Origin(file="people.csv", row=row) for row in range(2, 6)])
        assert said(refused.value) == [
            "people.csv, row 3, column place: there is no moon in places; known are: base",
            "people.csv, row 4, column number: 900 of everyone can't have left base on 2025-03-11: 105 were there",
        ]
        assert (site.journal.size(), as_bytes(site.state())) == (before, now)


def test_later_rows_build_on_earlier_ones_of_the_same_file(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        site.record([arrived(100), fact("people.departed", place="base", number=100)])
        assert site.state().headcount.present("base") == 0


def test_a_file_that_is_imported_again_adds_nothing(tmp_path: Path) -> None:
    rows = add_ids([arrived(5), arrived(5), arrived(7)])
    with founded(tmp_path / "base") as site:
        assert len(site.record(rows)) == 3
        assert site.record(rows) == ()
        assert len(site.record([*rows, *add_ids([arrived(8)])])) == 1
        assert site.state().headcount.present("base") == 25
        assert site.state().size == site.journal.size()


def test_nothing_happens_after_tomorrow(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        late = clock.today() + datetime.timedelta(days=2)
        with pytest.raises(Refused) as refused:
            site.record([fact("people.arrived", late, place="base", number=1)])
        assert said(refused.value) == [
            f"column happened: {late} has not come yet: today is {clock.today()}; check the day"
        ]


def test_a_change_of_a_table_must_leave_an_operation(tmp_path: Path) -> None:
    with Site.found(tmp_path / "syria", tables=read_operation(EXAMPLE)) as site:
        trip = next(cells for cells in site.state().register.rows("lifts").items())
        with pytest.raises(Refused) as refused:
            site.record([read_row_fact("lifts", trip[0], {"destination": trip[1]["origin"]}, happened=site.next_day)])
        assert refused.value.problems
        before = site.journal.size()
        site.record([read_row_fact("lifts", trip[0], {"transit_days": "3"}, happened=site.next_day)])
        assert site.journal.size() == before + 1
        lift = next(lift for lift in site.operation().lifts if lift.lift == trip[0][0])
        assert lift.transit_days == 3


def test_a_row_is_kept_in_one_way_of_writing() -> None:
    row = read_row_fact("places", ["base"], {"lat": "٣٥.٤٠", "storage_m3": "1200.0", "name": " Base "}, happened=DAY)
    assert row.body["values"] == {"lat": "35.4", "storage_m3": "1200", "name": "Base"}
    keys = read_row_fact("operation", [], {"tolerance": "0.001; 0.001; 0.01", "whole_packs": "نعم"}, happened=DAY)
    assert keys.body["values"] == {"tolerance": "0.001 0.001 0.01", "whole_packs": "yes"}
    with pytest.raises(Refused) as refused:
        read_row_fact("places", ["base"], {"lat": "north", "lon": "900"}, happened=DAY)
    assert [problem.column for problem in refused.value.problems] == ["lat", "lon"]
    with pytest.raises(Refused) as refused:
        read_row_fact("stock", ["base", "rice"], {"quantity": "1"}, happened=DAY)
    assert [problem.code for problem in refused.value.problems] == ["table_recorded"]


def test_nothing_is_left_behind_where_a_site_cannot_be_founded(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "base")
    assert said(refused.value) == ["a site has a name; give it one, or an operation that has"]
    with pytest.raises(Refused):
        Site.found(tmp_path / "base", name="Base", device_name=" ")
    with pytest.raises(Refused):
        Site.found(tmp_path / "base", name="Base", database="mysql://somewhere/base")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "letter.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        Site.found(tmp_path / "base", name="Base")
    assert [problem.code for problem in refused.value.problems] == ["folder_not_empty"]
    assert (tmp_path / "base" / "letter.txt").read_text() == "mine"


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path)
    assert said(refused.value) == [f"there is no site in {tmp_path}: site.toml is missing"]
    (tmp_path / "site.toml").write_text("format = 'malja.site/9'")
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["site_format"]
    (tmp_path / "site.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused) as refused:
        Site.open(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["site_unreadable"]


def test_a_password_stands_in_no_file(tmp_path: Path) -> None:
    url = "postgresql+psycopg://keeper:s3cret@db.example:5433/base?sslmode=require&password=s3cret"
    folders.write_site_file(tmp_path, folders.SiteFile(site="0" * 16, name='Base "one"', database=url))
    assert "s3cret" not in (tmp_path / "site.toml").read_text()
    about = folders.read_site_file(tmp_path)
    assert about.database == "postgresql+psycopg://keeper@db.example:5433/base?sslmode=require"
    assert about.name == 'Base "one"'


def test_those_who_record_at_once_all_are_heard(tmp_path: Path) -> None:
    """Each checks against what the others recorded meanwhile: a hundred people leave once, whoever is quicker."""
    with founded(tmp_path / "base") as site:
        site.record([arrived(100)])
    gone: list[int] = []

    def leave() -> None:
        with Site.open(tmp_path / "base") as mine:
            for _ in range(10):
                try:
                    mine.record([fact("people.departed", place="base", number=4)])
                    gone.append(4)
                except Refused:
                    gone.append(0)

    writers = [threading.Thread(target=leave) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Site.open(tmp_path / "base") as site:
        assert (len(gone), sum(gone)) == (40, 100)
        assert site.state().headcount.present("base") == 0
        assert site.doubts == ()
        assert site.journal.verify() == ()


def test_two_devices_without_a_network_come_to_the_same_state(tmp_path: Path) -> None:
    with founded(tmp_path / "office") as office:
        office.record([arrived(100)])
        enrol_member(office, load_card(tmp_path / "tent", name="tent").to_text(), by="head", day=DAY)
        write_site_bundle(office, tmp_path / "to-tent.bin")
        join_site(tmp_path / "tent", tmp_path / "to-tent.bin")
        with Site.open(tmp_path / "tent") as tent:
            assert as_bytes(tent.state()) == as_bytes(office.state())
            tent.record([arrived(20), read_row_fact("places", ["base"], {"name": "Camp"}, happened=DAY)])
            office.record([read_row_fact("places", ["base"], {"name": "Air base"}, happened=DAY)])
            write_site_bundle(tent, tmp_path / "to-office.bin")
            write_site_bundle(office, tmp_path / "again.bin")
            receive_site_bundle(office, tmp_path / "to-office.bin")
            receive_site_bundle(tent, tmp_path / "again.bin")
            assert as_bytes(tent.state()) == as_bytes(office.state())
            assert [doubt.code for doubt in office.doubts] == ["cell_differs"]
            assert office.state().headcount.present("base") == 120
            office.record([read_row_fact("places", ["base"], {"name": "Air base"}, happened=DAY)])
            assert office.doubts == ()
            receive_site_bundle(tent, tmp_path / "again.bin")
            assert [doubt.code for doubt in tent.doubts] == ["cell_differs"]


def test_the_state_is_the_same_to_the_byte_whatever_seed_python_hashes_by(tmp_path: Path) -> None:
    with Site.found(tmp_path / "syria", tables=read_operation(EXAMPLE)) as site:
        here = as_bytes(site.state())
    code = (
        "import sys, json; from malja.site.site import Site\n"
        "state = Site.open(sys.argv[1]).state()\n"
        "sys.stdout.buffer.write(json.dumps(state.to_json(), sort_keys=True, ensure_ascii=False).encode())"
    )
    for seed in ("1", "2"):
        again = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "syria")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert again.stdout == here
    assert json.loads(here)["format"] == "malja.state/1"


def test_a_site_that_plays_the_future_records_it(tmp_path: Path) -> None:
    day = clock.today() + datetime.timedelta(days=400)
    with Site.found(tmp_path / "base", name="Base", on=day) as site:
        site.record([read_row_fact("places", ["base"], {"role": "site"}, happened=site.next_day)])
        site.record([fact("people.arrived", site.next_day, place="base", number=1)])
        assert site.state().headcount.present("base") == 1


def test_a_single_fact_that_is_refused_leaves_the_state_that_is_known(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        state = site.state()
        with pytest.raises(Refused):
            site.record([arrived(5, "moon")])
        site.record([arrived(5)])
        assert site.state() is state
        assert as_bytes(state) == as_bytes(site.rebuild())
