"""Facts are checked before they are recorded: all of them, or none."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from malja import clock
from malja.facts.reading import add_ids
from malja.operation.reading.read_operation import read_operation
from malja.problems import Origin, Refused
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from tests.site.bases import EXAMPLE, arrived, fact, founded, said
from tests.site.network import as_bytes


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
