"""Other people's headings: in their languages, in their spellings, by a file, or refused with the choices."""

from __future__ import annotations

import pytest

from malja.language.say import say_problem
from malja.problems import Origin
from malja.tables.columns import Column, Table
from malja.tables.headings import ColumnNames, MatchedHeading, is_tag_row, match_heading
from malja.tables.rows import parse_sheet
from malja.tables.sheets import Sheet

RECEIPTS = Table(
    name="receipts",
    comments=False,
    columns=(
        Column(name="store", kind="key", required=True),
        Column(name="item", kind="key", required=True),
        Column(name="quantity", kind="number", default=0.0, least=0),
        Column(name="packs", kind="whole", default=0, least=0),
        Column(name="lot", kind="key", default="", may_start_with_hash=True),
        Column(name="expiry", kind="date", month_end=True),
    ),
)
GUESS = ColumnNames(guess=True)


def match(*heading: str, names: ColumnNames = GUESS, tags: tuple[str, ...] = ()) -> MatchedHeading:
    return match_heading(RECEIPTS, heading, tags, Origin(file="r.csv", row=1), names)


def columns(found: MatchedHeading) -> list[str]:
    return [column.name for column in found.columns]


@pytest.mark.parametrize(
    "heading",
    [
        ("Warehouse", "Item code", "Qty received", "Batch No.", "Expiry date"),
        ("entrepôt", "Code article", "Quantité", "Numéro de lot", "Date de péremption"),
        ("المستودع", "رمز الصنف", "الكمية", "رقم الدفعة", "تاريخ الانتهاء"),
        ("Store", "ITEM", "quantitiy", "lot number", "expiry  date"),
        ("group_a/warehouse", "group_a/item_code", "group_b/qty", "group_b/batch_no", "group_b/use_by"),
        ("\u200fالمستودع", "\ufeffitem", "Quantity", "Lot", "Expiry"),
    ],
)
def test_headings_of_others_are_read_and_said(heading: tuple[str, ...]) -> None:
    found = match(*heading)
    assert columns(found) == ["store", "item", "quantity", "lot", "expiry"]
    assert found.problems == ()
    read_as = {notice.column for notice in found.notices}
    assert {"lot"} <= read_as or "Lot" in heading


def test_hashtags_below_the_heading_say_what_an_own_word_means() -> None:
    found = match("Where", "What", "How much", tags=("#loc+code", "#item+code", "#indicator+qty"))
    assert columns(found) == ["store", "item", "quantity"]


def test_two_headings_for_one_column_are_refused_with_the_choice() -> None:
    found = match("store", "item", "Qty", "Amount")
    assert [(one.code, one.column) for one in found.problems] == [
        ("heading_unsure", "Qty"),
        ("heading_unsure", "Amount"),
    ]
    assert "quantity" in say_problem(found.problems[0])


def test_malja_s_own_name_comes_before_a_guess() -> None:
    found = match("store", "item", "quantity", "Qty")
    assert [(one.code, one.column) for one in found.problems] == [("unknown_column_given", "Qty")]


def test_what_a_survey_program_adds_is_no_guess() -> None:
    names = ColumnNames(guess=True, others_left_out=True)
    found = match("_lot", "_id", "store", "item", names=names)
    assert found.unused == ("_lot", "_id")


def test_numbers_that_excel_has_cut_are_counted_where_they_need_not_be_whole() -> None:
    table = Table(name="people", comments=False, columns=(Column(name="phone", default="", exact=False),))
    rows = [["phone"], ["9.63944E+11"], ["0944"], ["9.6E+11"]]
    read = parse_sheet(table, Sheet(file="p.csv", rows=enumerate(rows, start=1)))
    assert read.problems == ()
    assert say_problem(read.notices[0]).startswith(
        "p.csv, column phone: 2 numbers were cut by Excel, such as 9.63944E+11"
    )


def test_only_own_names_without_guessing() -> None:
    found = match("store", "item", "Qty", names=ColumnNames())
    assert [(one.code, one.column) for one in found.problems] == [("unknown_column", "Qty")]


def test_a_file_of_headings_decides_and_leaves_the_others_out() -> None:
    names = ColumnNames(given={"Depot": "store", "Code": "item", "Qty": "-"}, others_left_out=True)
    found = match("DEPOT", "code", "Qty", *(f"q{number}" for number in range(600)), names=names)
    assert columns(found)[:3] == ["store", "item", "-"]
    assert len(found.unused) == 601
    assert found.problems == ()


def test_hundreds_of_unknown_columns_are_one_refusal_more_than_a_few() -> None:
    found = match("store", "item", *(f"q{number}" for number in range(600)))
    assert len(found.problems) == 21
    assert dict(found.problems[-1].values) == {"more": "580"}


@pytest.mark.parametrize("cells", [("", "#item+code", "#indicator +qty"), ("#adm1",), ("#item + code", None)])
def test_rows_of_hashtags(cells: tuple[str | None, ...]) -> None:
    assert is_tag_row(cells)


@pytest.mark.parametrize("cells", [("#12", "#13"), ("#a1",), ("#item+code", "5"), ("", ""), ()])
def test_rows_that_hold_something_else(cells: tuple[str, ...]) -> None:
    assert not is_tag_row(cells)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 0, 1, 2), (2, 3, 1, 0)])
def test_a_row_that_begins_with_hash_is_no_comment_whatever_the_order_of_columns(order: tuple[int, ...]) -> None:
    lines = [("store", "item", "quantity", "lot"), ("hub", "rice", "5", "#7"), ("hub", "oil", "2", "#8")]
    rows = [[line[place] for place in order] for line in lines]
    read = parse_sheet(RECEIPTS, Sheet(file="r.csv", rows=enumerate(rows, start=1)))
    assert read.problems == ()
    assert [(row.values["item"], row.values["lot"]) for row in read.rows] == [("rice", "#7"), ("oil", "#8")]


def test_a_table_of_one_column_loses_no_number_that_begins_with_hash() -> None:
    tokens = Table(
        name="tokens",
        comments=False,
        columns=(Column(name="token", kind="key", required=True, may_start_with_hash=True),),
    )
    read = parse_sheet(tokens, Sheet(file="t.csv", rows=enumerate([["# given"], ["token"], ["#1"], ["#2"]], start=1)))
    assert [row.values["token"] for row in read.rows] == ["#1", "#2"]


def test_the_column_decides_the_order_of_its_dates_and_a_month_is_its_last_day_and_both_are_said() -> None:
    rows = [
        ["store", "item", "expiry"],
        ["hub", "rice", "05/06/2026"],
        ["hub", "oil", "31/12/2026"],
        ["hub", "salt", "Dec-26"],
    ]
    read = parse_sheet(RECEIPTS, Sheet(file="r.csv", rows=enumerate(rows, start=1)))
    assert [str(row.values["expiry"]) for row in read.rows] == ["2026-06-05", "2026-12-31", "2026-12-31"]
    assert [notice.code for notice in read.notices] == ["month_read_as", "dates_day_first"]
    assert say_problem(read.notices[0]) == (
        "r.csv, column expiry: Dec-26 is a month: it is read as its last day, 2026-12-31"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "تاريخ الإنتاج",
        "تاريخ الانتاج",
        "Production date",
        "Date de production",
        "الكمية المرسلة",
        "الكمية المستحقة",
        "Quantity sent",
        "Quantity due",
        "Quantity rejected",
        "Quantité envoyée",
        "sent/Quantity",
        "سعر الطرد",
        "Price per pack",
        "Item cost",
        "Size",
    ],
)
def test_a_heading_that_means_something_else_is_no_misspelling(heading: str) -> None:
    found = match("store", "item", heading, names=ColumnNames(guess=True, others_left_out=True))
    assert (found.unused, found.notices) == ((heading,), ())


def test_a_word_that_means_something_else_outweighs_a_hashtag() -> None:
    names = ColumnNames(guess=True, others_left_out=True)
    found = match("store", "item", "Quantity sent", names=names, tags=("", "", "#item+qty"))
    assert found.unused == ("Quantity sent",)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Quantiy recieved", "quantity"),
        ("Itemcode", "item"),
        ("Numero du lot", "lot"),
        ("Date péremption", "expiry"),
        ("الكميه المستلمه", "quantity"),
        ("الكمية المستلة", "quantity"),
        ("تاريخ الأنتهاء", "expiry"),
        ("Lots", "lot"),
    ],
)
def test_a_heading_misspelt_or_spelt_another_way_is_read(heading: str, column: str) -> None:
    assert columns(match(heading)) == [column]


@pytest.mark.parametrize(
    "heading", ["اسم الأخ", "اسم الابن", "اسم الام", "الاسم الأول", "Nom du frère", "mother/name", "Tent number"]
)
def test_in_a_register_the_names_of_others_are_not_the_person_s(heading: str) -> None:
    table = Table(
        name="register", columns=tuple(Column(name=name, default="") for name in ("name", "father", "token", "phone"))
    )
    names = ColumnNames(guess=True, others_left_out=True)
    found = match_heading(table, (heading,), (), Origin(file="r.csv", row=1), names)
    assert (found.unused, found.notices) == ((heading,), ())


def test_the_digits_of_a_heading_must_be_the_same() -> None:
    table = Table(name="cases", columns=(Column(name="cases_under_5"),))
    names = ColumnNames(guess=True, others_left_out=True)
    for heading, unused in (("Cases under 15", ("Cases under 15",)), ("Case under 5", ())):
        assert match_heading(table, (heading,), (), Origin(file="r.csv", row=1), names).unused == unused


def test_the_columns_of_a_survey_program_are_left_out_and_named() -> None:
    own = ("start", "end", "deviceid", "_id", "_uuid", "_submission_time", "meta/instanceID")
    found = match("store", "item", *own)
    assert (found.problems, found.unused) == ((), own)


def test_a_heading_of_the_file_of_headings_that_is_not_there_is_said_with_the_nearest() -> None:
    given = {"Depot": "store", "Code": "item", "Quantty": "quantity", "Charge": "lot"}
    origins = {heading: Origin(file="m.csv", row=row) for row, heading in enumerate(given, start=1)}
    names = ColumnNames(given=given, origins=origins, others_left_out=True)
    found = match("Depot", "Code", "Quantity (sum)", "Quantity", names=ColumnNames(given=given, origins=origins))
    assert [one.code for one in found.problems] == ["unknown_column"]
    found = match("Depot", "Code", "Quantities", names=names)
    assert [(one.code, one.file, one.row) for one in found.problems] == [("given_near", "m.csv", 3)]
    assert [(one.code, one.row) for one in found.notices if one.code == "given_missing"] == [("given_missing", 4)]
    assert "Quantities" in say_problem(found.problems[0])
