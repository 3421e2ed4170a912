"""What decides whether two rows of a register are one person, one rule at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from malja.names import Person, count_nameless, find_duplicates
from malja.names.data.tables import read_table

KHALID = Person(
    ref="1",
    household="H1",
    name="Khalid al-Jasim",
    father="Ibrahim",
    sex="m",
    birth_year=1984,
    origin="Afrin",
    phone="0944123456",
)
NAMES = [row["name"] for row in read_table("known") if " " not in row["arabic"]]
#: Strangers, so that the register has a size.
CROWD = [
    Person(
        ref=f"c{at}",
        household=f"C{at}",
        name=f"{NAMES[9 * at % len(NAMES)]} {NAMES[(7 * at + 3) % len(NAMES)]}",
        father=NAMES[(5 * at + 7) % len(NAMES)],
        birth_year=1950 + at % 70,
        origin=("Homs", "Afrin", "Kobani")[at % 3],
    )
    for at in range(90)
]


def codes(table: list[Person]) -> dict[tuple[str, str], set[str]]:
    return {
        (pair.ref_a, pair.ref_b): {reason.code for reason in pair.reasons} for pair in find_duplicates([*table, *CROWD])
    }


def again(**changes: object) -> Person:
    return replace(KHALID, **{"ref": "2", "household": "H2"} | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("father", ["Salim", "سليم", "Abdullah"])
def test_fathers_that_are_written_and_differ_decide(father: str) -> None:
    assert ("1", "2") in codes([KHALID, again()])
    assert codes([KHALID, again(father=father)]) == {}


def test_a_father_does_not_agree_with_a_grandfather_or_a_family() -> None:
    other = again(name="Khalid Ibrahim al-Jasim", father="Salim")
    assert codes([KHALID, other]) == {}
    assert codes([KHALID, again(name="Khalid Ibrahim", father="Salim")]) == {}


def test_reasons_never_say_agree_and_differ_of_one_thing() -> None:
    table = [KHALID, again(name="Khalid Salim al-Jasim", father=""), again(ref="3", name="Khalid Ibrahim Omar")]
    for said in codes(table).values():
        same = {code.partition("_")[0] for code in said if code.endswith(("_same", "_near"))}
        assert not same & {code.partition("_")[0] for code in said if code.endswith("_differs")}


def test_a_name_that_half_of_the_register_bears_tells_little() -> None:
    pair = [
        replace(KHALID, name="Zulfo Qarachol", phone="", father=""),
        again(name="Zulfo Qarachol", phone="", father=""),
    ]
    namesakes = [replace(one, name=f"Zulfo Qarachol {at}") for at, one in enumerate(CROWD)]
    rare = {(found.ref_a, found.ref_b): found.score for found in find_duplicates([*pair, *CROWD])}
    common = {(found.ref_a, found.ref_b): found.score for found in find_duplicates([*pair, *namesakes], least=0.0)}
    assert rare["1", "2"] > 0.9 > common.get(("1", "2"), 0.0)


def test_two_of_one_household_with_years_far_apart_are_two() -> None:
    assert codes([KHALID, again(household="H1", birth_year=2010)]) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"birth_year": None},
        {"birth_year": 1986},
        {"sex": "f"},
        {"name": "Khalid Omar", "father": "Khalid"},
    ],
)
def test_two_of_one_household_need_years_that_agree_one_sex_and_no_parent(changes: dict[str, object]) -> None:
    one = replace(KHALID, father="") if "father" in changes else KHALID
    assert ("1", "2") in codes([one, again(household="H1", birth_year=1985)])
    assert codes([one, again(household="H1", **changes)]) == {}


def test_a_document_tells_one_of_a_household_without_a_year() -> None:
    assert ("1", "2") in codes([replace(KHALID, id="T417"), again(household="H1", birth_year=None, id="T417")])


def test_a_governorate_beside_a_village_does_not_differ() -> None:
    assert "origin_differs" not in codes([replace(KHALID, origin="Aleppo"), again(origin="Hreitan")])["1", "2"]
    assert "origin_differs" in codes([replace(KHALID, origin="Aleppo"), again(origin="Tartus")])["1", "2"]


def test_a_newborn_of_each_wife_is_two() -> None:
    born = {"household": "H1", "father": "Khalid", "birth_year": 2025, "origin": "Afrin", "phone": "0944123456"}
    table = [
        Person(ref="a", name="Baby of Amina", **born),  # type: ignore[arg-type]
        Person(ref="b", name="Baby of Huda", **born),  # type: ignore[arg-type]
        Person(ref="c", name="مولود أمينة", **born),  # type: ignore[arg-type]
    ]
    assert codes(table) == {}
    assert count_nameless(table) == 3


@pytest.mark.parametrize("second", ["H9", ""])
def test_a_household_registered_twice_comes_whole_under_another_number_or_none(second: str) -> None:
    def family(start: int, home: str, phone: str) -> list[Person]:
        people = (("Rustam", 1979), ("Zozan", 1983), ("Azad", 2009))
        return [
            Person(ref=f"{start + at}", household=home, name=f"{name} Qarachol", birth_year=year, phone=phone)
            for at, (name, year) in enumerate(people)
        ]

    found = codes([*family(1, "H1", "0944123456"), *family(4, second, "0955777888")])
    assert set(found) == {("1", "4"), ("2", "5"), ("3", "6")}
    assert all("household_alike" in said for said in found.values())


@pytest.mark.parametrize("phone", ["0999999999", "9.63944E+11", "963944000000"])
def test_a_phone_of_one_digit_or_cut_by_excel_speaks_for_nobody(phone: str) -> None:
    table = [replace(KHALID, phone=phone), again(phone=phone)]
    assert all("phone_same" not in said for said in codes(table).values())


def test_the_registrars_phone_speaks_for_nobody() -> None:
    crowd = [replace(one, phone="0944123456") for one in CROWD[:20]]
    [pair] = [pair for pair in find_duplicates([KHALID, again(), *crowd]) if pair.ref_a == "1"]
    assert "phone_same" not in {reason.code for reason in pair.reasons}


def test_a_birth_date_tells_more_than_a_year() -> None:
    bare = {"phone": "", "father": "", "birth_year": None}
    day = [replace(KHALID, birth_date="1984-05-03", **bare), again(birth_date="3/5/1984", **bare)]  # type: ignore[arg-type]
    year = [replace(KHALID, birth_date="1984", **bare), again(birth_date="1984-01-01", **bare)]  # type: ignore[arg-type]
    [of_day], [of_year] = (find_duplicates([*table, *CROWD], least=0.0)[:1] for table in (day, year))
    assert "date_same" in {reason.code for reason in of_day.reasons}
    assert "year_same" in {reason.code for reason in of_year.reasons}
    weights = {reason.code: reason.weight for reason in (*of_day.reasons, *of_year.reasons)}
    assert weights["date_same"] > weights["year_same"] > 0


@pytest.mark.parametrize("column", ["id", "token"])
def test_a_document_or_token_tells_much(column: str) -> None:
    bare = {"phone": "", "father": "", "birth_year": None, "origin": "", "name": "Khalid"}
    with_it = [replace(KHALID, **bare, **{column: "T-0417"}), again(**bare, **{column: "t 0417"})]  # type: ignore[arg-type]
    assert "id_same" in codes(with_it)["1", "2"]
    assert codes([replace(KHALID, **bare), again(**bare)]) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize("placeholder", ["unknown", "غير معروف", "N/A", "deceased", "متوفى", "bilinmiyor", "inconnu"])
def test_placeholders_in_any_column_are_blank(placeholder: str) -> None:
    columns = ("father", "sex", "origin", "phone", "household", "id", "token")
    table = [replace(one, **dict.fromkeys(columns, placeholder)) for one in (KHALID, again())]  # type: ignore[arg-type]
    blank = [replace(one, **dict.fromkeys(columns, "")) for one in (KHALID, again())]  # type: ignore[arg-type]
    assert codes(table) == codes(blank)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "Jasim Khalid"}, "family_first"),
        ({"name": "Ibrahim", "father": "Khalid al-Jasim"}, "columns_mixed"),
        ({"name": "Khalid Ibrahim", "father": "al-Jasim"}, "columns_mixed"),
    ],
)
def test_names_in_other_columns_are_found_and_said(changes: dict[str, str], code: str) -> None:
    found = codes([replace(KHALID, name="Khalid Jasim"), again(**changes)])
    assert code in found["1", "2"]


def test_a_town_with_two_names_is_one() -> None:
    assert "origin_same" in codes([replace(KHALID, origin="Kobani"), again(origin="عين العرب")])["1", "2"]


def test_every_reason_says_what_it_weighs() -> None:
    [pair] = find_duplicates([KHALID, again(birth_year=1985, phone="0955999888"), *CROWD])
    weights = {reason.code: reason.weight for reason in pair.reasons}
    assert weights["given_same"] > 0 > weights["phone_differs"]
