"""Who may stand in a register twice: what is found, what is not, and that no name is repeated."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.names import THRESHOLD, Pair, Person, find_duplicates
from malja.names.data.tables import read_table

KHALID = Person(
    ref="1",
    household="H1",
    name="Khalid Ibrahim al-Jasim",
    father="Ibrahim",
    sex="m",
    birth_year=1984,
    origin="Afrin",
    phone="0944 123 456",
)
#: Strangers, so that the register has a size.
NAMES = [row["name"] for row in read_table("known") if " " not in row["arabic"]]
CROWD = [
    Person(ref=f"c{at}", household=f"C{at}", name=f"{NAMES[9 * at]} Zayd", father=NAMES[5 * at + 7], origin="Homs")
    for at in range(40)
]


def refs(table: list[Person]) -> set[tuple[str, str]]:
    return {(pair.ref_a, pair.ref_b) for pair in find_duplicates(table)}


def again(**changes: object) -> Person:
    return replace(KHALID, **{"ref": "2", "household": "H2"} | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "خالد إبراهيم الجاسم", "father": "إبراهيم", "origin": "عفرين"},
        {"birth_year": 1985},
        {"birth_year": 1980, "name": "Xalid Casim", "father": "Îbrahîm"},
        {"phone": ""},
        {"phone": "0955 999 888"},
        {"father": "", "origin": ""},
        {"birth_year": None, "sex": ""},
        {"sex": "ذكر", "phone": "+963 944 123456"},
        {"name": "Khalid al-Jasim"},
        {"name": "Khaled Jassem", "phone": "٠٩٤٤١٢٣٤٥٦"},
    ],
)
def test_one_person_is_found_twice(changes: dict[str, object]) -> None:
    assert refs([KHALID, again(**changes), *CROWD]) == {("1", "2")}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Khalil Ibrahim al-Jasim"},
        {"name": "Salim Ibrahim al-Jasim", "household": "H1"},
        {"name": "خليل إبراهيم الجاسم", "birth_year": 1984},
        {"name": "Ibrahim Khalid al-Jasim", "father": "Khalid", "birth_year": 1958},
        {"name": "Khalida Ibrahim al-Jasim", "sex": "f"},
        {"name": "Khalid Omar al-Jasim", "father": "Omar", "birth_year": 1961, "phone": ""},
        {"name": ""},
        {"name": "?", "father": "Ibrahim"},
    ],
)
def test_siblings_twins_relatives_and_unnamed_are_not(changes: dict[str, object]) -> None:
    assert refs([KHALID, again(**changes), *CROWD]) == set()


def test_twins_share_everything_but_their_names() -> None:
    born = {"father": "Hasan", "birth_year": 2019, "origin": "Kobani", "phone": "0933444555", "household": "H7"}
    twins = [
        Person(ref=ref, name=name, sex="m", **born)  # type: ignore[arg-type]
        for ref, name in (("a", "Hasan Ali"), ("b", "Husayn Ali"), ("c", "Ahmad Ali"), ("d", "Muhammad Ali"))
    ]
    assert refs([*twins, *CROWD]) == set()


def test_a_household_that_was_registered_twice_speaks_for_each_of_its_members() -> None:
    def family(home: str, names: list[str]) -> list[Person]:
        return [Person(ref=f"{home}{at}", household=home, name=name, father="Adnan") for at, name in enumerate(names)]

    alone = family("A", ["Rustam Qashush"]) + family("B", ["رستم قاشوش"])
    whole = family("A", ["Rustam Qashush", "Zozan Qashush"]) + family("B", ["رستم قاشوش", "زوزان قاشوش"])
    assert min(pair.score for pair in find_duplicates([*whole, *CROWD])) > max(
        (pair.score for pair in find_duplicates([*alone, *CROWD], least=0.0)), default=0.0
    )
    assert any(reason.code == "household_alike" for pair in find_duplicates(whole) for reason in pair.reasons)


def test_reasons_name_fields_and_never_values() -> None:
    [pair] = find_duplicates([KHALID, again(birth_year=1985, phone="0955999888"), *CROWD])
    assert [reason.code for reason in pair.reasons] == [
        "given_same",
        "father_same",
        "family_same",
        "year_near",
        "origin_same",
        "phone_differs",
    ]
    assert all(reason.values == () for reason in pair.reasons)


def test_more_rows_ask_for_more_evidence() -> None:
    pair = [replace(KHALID, phone="", father="", name="Khalid"), again(phone="", father="", name="Khalid")]
    few = find_duplicates([*pair, *CROWD], least=0.0)
    many = find_duplicates(
        [*pair, *(replace(one, ref=f"{one.ref}-{n}") for n in range(20) for one in CROWD)], least=0.0
    )
    assert max(found.score for found in few) >= max(found.score for found in many if found.ref_a == "1")


def test_an_empty_register_and_one_row() -> None:
    assert find_duplicates([]) == []
    assert find_duplicates([KHALID]) == []


@st.composite
def registers(draw: st.DrawFn) -> list[Person]:
    names = ["Khalid al-Jasim", "خالد الجاسم", "Ali Hasan", "علي حسن", "", "Zozan", "زوزان", "!!"]
    some = st.sampled_from
    size = draw(st.integers(0, 12))
    return [
        Person(
            ref=str(number),
            household=draw(some(["", "A", "B"])),
            name=draw(some(names)),
            father=draw(some(["", "Ibrahim", "إبراهيم", "Omar"])),
            sex=draw(some(["", "m", "f", "x"])),
            birth_year=draw(some([None, 1984, 1985, 2001])),
            origin=draw(some(["", "Afrin", "عفرين", "Homs"])),
            phone=draw(some(["", "0944123456", "12"])),
        )
        for number in range(size)
    ]


def by_refs(pairs: list[Pair]) -> dict[frozenset[str], float]:
    return {frozenset((pair.ref_a, pair.ref_b)): pair.score for pair in pairs}


@given(registers())
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_no_score(table: list[Person]) -> None:
    found = find_duplicates(table)
    assert by_refs(found) == by_refs(find_duplicates(table[::-1]))
    assert found == find_duplicates(table)
    assert all(pair.score >= THRESHOLD and pair.ref_a != pair.ref_b for pair in found)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    unnamed = {person.ref for person in table if person.name in ("", "!!")}
    assert not any({pair.ref_a, pair.ref_b} & unnamed for pair in found)
