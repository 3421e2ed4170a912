"""`malja import`: all or nothing, every wrong row named, nothing new the second time, whatever stands in the file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from malja.briefing.operation.source import OperationSource
from malja.site.site import Site
from malja.site.state.kinds import FACT_KINDS
from tests.cli.sites import refused, run, said

ARRIVED = "people.arrived"


def size(site: Path) -> int:
    with Site.open(site) as opened:
        return opened.journal.size()


def a_file(site: Path, text: str, name: str = "rows.csv") -> Path:
    path = site.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_file_adds_nothing_the_second_time(site: Path) -> None:
    rows = a_file(site, "place;number;happened\nbase;12;2025-03-10\nbase;12;2025-03-10\nbase;٣٠;2025-03-11\n")
    assert said("import", site, ARRIVED, rows) == "rows.csv: 3 rows recorded.\n  people.arrived: 3\n"
    before = size(site)
    assert "nothing new" in said("import", site, ARRIVED, rows)
    assert "nothing new" in said("import", site, ARRIVED, rows, "--source", "another list")
    assert size(site) == before
    more = a_file(site, rows.read_text(encoding="utf-8") + "base;1;2025-03-11\n")
    assert "1 row recorded; what the other rows say (3) had been recorded before" in said("import", site, ARRIVED, more)
    assert "base  6,455" in said("people", "show", site)


def test_a_workbook_says_the_same_as_the_file(site: Path) -> None:
    book = Workbook()
    book.active.append(["place", "number", "happened"])
    book.active.append(["base", 12, datetime.date(2025, 3, 10)])
    book.save(site.parent / "book.xlsx")
    assert "1 row recorded" in said("import", site, ARRIVED, site.parent / "book.xlsx")
    rows = a_file(site, "number,place,happened\n12,base,2025-03-10\n")
    assert "nothing new" in said("import", site, ARRIVED, rows)


def test_sheets_that_bear_the_names_of_kinds(site: Path) -> None:
    """They are recorded in the order in which things happened, not in that of the sheets."""
    book = Workbook()
    book.active.title = "stock.moved"
    for row in (
        ["item", "quantity", "origin", "destination", "happened"],
        ["mats", 5, "base", "given_out", "2025-03-11"],
    ):
        book.active.append([str(cell).replace("mats", "heb_carton") if isinstance(cell, str) else cell for cell in row])
    came = book.create_sheet("Stock.Received")
    came.append(["store", "item", "packs", "happened", "lot", "expiry"])
    came.append(["base", "heb_carton", 40, "2025-03-11", "B12", datetime.date(2026, 1, 31)])
    path = site.parent / "both.xlsx"
    book.save(path)
    assert "2 rows recorded" in said("import", site, path)
    assert "B12" in said("stock", "show", site, "--item", "heb_carton")
    book.create_sheet("nonsense")
    book.save(path)
    assert "both.xlsx:nonsense: no table has this name" in refused("import", site, path)


def test_every_wrong_row_is_named_and_nothing_is_recorded(site: Path) -> None:
    before = size(site)
    rows = a_file(site, "place,number,happened\nbse,12,2025-03-10\nbase,-1,2025-03-10\nbase,x,\nbase,9,2025-03-10\n")
    words = refused("import", site, ARRIVED, rows)
    assert [line.partition(":")[0] for line in words.splitlines()[:-1]] == [
        "rows.csv, row 2, column place",
        "rows.csv, row 3, column number",
        "rows.csv, row 4, column number",
        "rows.csv, row 4, column happened",
    ]
    left = a_file(site, "place,number,happened\nbase,1,2025-03-10\nbase,9999,2025-03-10\n")
    assert "rows.csv, row 3, column number: 9999 of everyone" in refused("import", site, "people.departed", left)
    assert size(site) == before


def test_a_row_without_a_day_needs_one(site: Path) -> None:
    rows = a_file(site, "place,number\nbase,3\nbase,4\n")
    words = refused("import", site, ARRIVED, rows)
    assert "rows.csv: no row says on which day" in words
    assert words.endswith("1 mistake; nothing was written.\n")
    assert "2 rows recorded" in said("import", site, ARRIVED, rows, "--on", "2025-03-10", "--source", "gate list")
    assert "gate list" in said("journal", "show", site, "--kind", ARRIVED, "--json").splitlines()[-1]
    mixed = a_file(site, "place,number,happened\nbase,3,2025-03-10\nbase,4,\n")
    assert "row 3, column happened: the row says no day" in refused("import", site, ARRIVED, mixed)


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_an_empty_file_of_each_kind_can_be_read_again(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.csv"
    assert f"malja import SITE {path}" in said("import", "--template", kind, path)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[-1] == ",".join(column.name for column in FACT_KINDS[kind].table.columns)
    assert "there is something here already" in refused("import", "--template", kind, path)


def test_an_empty_workbook_of_all_kinds(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    said("import", "--template", "all", path, "--language", "ar")
    assert load_workbook(path).sheetnames == list(FACT_KINDS)
    assert "no row below the heading" in said("import", site, path)
    assert run("import", "--template", "all", tmp_path / "all.csv").exit_code == 2
    assert run("import", "--template", "people.arrived").exit_code == 2


CELLS = st.one_of(
    st.sampled_from(["base", "rice", "3", "-1", "2025-03-10", "40x", "1e400", "nan", "=1+1", "ﷺ", "'", "#", "", " "]),
    st.text(max_size=8),
    st.integers(-3, 10**20).map(str),
)

HEADINGS = st.lists(
    st.one_of(
        st.sampled_from(["place", "number", "happened", "group", "store", "item", "quantity", "source", "note"]),
        st.text(max_size=5),
    ),
    max_size=6,
)

FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    kind=st.sampled_from([ARRIVED, "stock.received", "flight.counted", "clinic.counted"]),
    heading=HEADINGS,
    rows=st.lists(st.lists(CELLS, max_size=6), max_size=5),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1256", "latin-1"]),
)
def test_no_file_crashes_or_is_half_recorded(
    site: Path, kind: str, heading: list[str], rows: list[list[str]], separator: str, encoding: str
) -> None:
    path = site.parent / "any.csv"
    text = "\n".join(separator.join(row) for row in [heading, *rows])
    path.write_bytes(text.encode(encoding, errors="replace"))
    the_file_is_whole_or_refused(site, kind, path)


@FUZZ
@given(content=st.binary(max_size=400), name=st.sampled_from(["any.csv", "any.xlsx", "any.xlsm"]))
def test_no_bytes_crash(site: Path, content: bytes, name: str) -> None:
    path = site.parent / name
    path.write_bytes(content)
    the_file_is_whole_or_refused(site, ARRIVED, path)


RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(datetime.date(1901, 1, 1), datetime.date(2100, 1, 1)),
    st.sampled_from(["base", "2025-03-10", "12", "=A1", "everyone"]),
)


@settings(FUZZ, max_examples=25)
@given(
    rows=st.lists(st.lists(RAW, min_size=3, max_size=4), max_size=4),
    title=st.sampled_from([ARRIVED, "People.Departed", "Sheet", "_notes", "stock.moved"]),
    with_kind=st.booleans(),
)
def test_no_workbook_crashes_or_is_half_recorded(
    site: Path, rows: list[list[object]], title: str, with_kind: bool
) -> None:
    book = Workbook()
    book.active.title = title
    book.active.append(["place", "number", "happened"])
    for row in rows:
        book.active.append(row)
    path = site.parent / "any.xlsx"
    book.save(path)
    the_file_is_whole_or_refused(site, ARRIVED if with_kind else "", path)


def the_file_is_whole_or_refused(site: Path, kind: str, path: Path) -> None:
    before = size(site)
    done = run("import", site, *([kind] if kind else []), path)
    assert done.exit_code in (0, 2), (done.output, done.exception)
    new = size(site) - before
    if done.exit_code == 2:
        assert new == 0
        assert done.output.strip()
        return
    assert OperationSource(path=site).is_site
    again = size(site)
    assert run("import", site, *([kind] if kind else []), path).exit_code == 0
    assert size(site) == again


def test_expired_goods_of_a_file_are_noticed_as_those_of_a_command(site: Path) -> None:
    rows = a_file(
        site,
        "store,item,quantity,lot,expiry\nbase,sleeping_mat,5,K1,2025-03-01\nbase,sleeping_mat,5,K2,2026-03-01\nbase,sleeping_mat,9,K1,2025-03-01\n",
    )
    text = said("import", site, "stock.received", rows, "--on", "2025-03-11")
    assert text.count("Notice: the last day of Sleeping mat, plastic, 180 x 90 cm was Sat 1 March; it is expired") == 1


def test_a_lorry_that_equals_one_of_another_file_is_asked_about_and_never_dropped_in_silence(site: Path) -> None:
    one = a_file(site, "store,item,quantity,happened\nbase,sleeping_mat,500,2025-03-11\n", "monday.csv")
    two = a_file(site, "store,item,quantity,happened\nbase,sleeping_mat,500,2025-03-11\n", "evening.csv")
    assert "1 row recorded" in said("import", site, "stock.received", one)
    again = said("import", site, "stock.received", two)
    assert "1 row (2) say what a row that was imported before says, and count once." in again
    assert "write a reference or a note of their own" in again
    noted = a_file(
        site, "store,item,quantity,happened,note\nbase,sleeping_mat,500,2025-03-11,second lorry\n", "evening.csv"
    )
    assert "1 row recorded" in said("import", site, "stock.received", noted)


def test_a_waybill_that_two_clerks_tell_is_a_notice_at_once_and_a_doubt(site: Path) -> None:
    words = ("stock", "receive", site, "base", "sleeping_mat", "500", "--reference", "WB-12", "--on", "2025-03-11")
    said(*words, "--by", "amal")
    assert "WB-12: 500 of sleeping_mat came to base twice" in run(*words, "--by", "basel").output
    assert "by amal" in said("site", "doubts", site)
    rows = a_file(site, "store,item,quantity,reference\nbase,sleeping_mat,500,WB-12\n")
    assert "WB-12: 500 of sleeping_mat came to base twice" in said(
        "import", site, "stock.received", rows, "--on", "2025-03-12", "--by", "carim"
    )


def test_packs_and_their_total_in_a_row_are_refused(site: Path) -> None:
    rows = a_file(site, "store,item,packs,pack_quantity,quantity\nbase,sleeping_mat,20,25,500\n")
    assert "500 loose units stand beside 20 packs of 25, which are 500" in refused(
        "import", site, "stock.received", rows, "--on", "2025-03-11"
    )
