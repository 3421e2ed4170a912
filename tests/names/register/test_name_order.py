"""Households written family first: the shared name is the family's, and their members are not suspected."""

from __future__ import annotations

import pytest

from malja.names import Person, find_duplicates
from malja.names.data.tables import read_table
from malja.names.register.name_order import order_names
from malja.names.register.row import prepare_row

NAMES = [row["name"] for row in read_table("known") if " " not in row["arabic"]]
CROWD = [
    Person(ref=f"c{at}", household=f"C{at}", name=f"{NAMES[9 * at]} Zayd", father=NAMES[5 * at + 7], birth_year=1990)
    for at in range(40)
]


def household(*people: tuple[str, str, str, int], home: str = "H1") -> list[Person]:
    return [
        Person(ref=f"{home}-{at}", household=home, name=name, father=father, sex=sex, birth_year=year, origin="عفرين")
        for at, (name, father, sex, year) in enumerate(people)
    ]


def own_names(table: list[Person]) -> list[str]:
    rows = [row for at, person in enumerate(table) if (row := prepare_row(at, person))]
    return [row.lines[0].given.text for row in order_names(rows)]


@pytest.mark.parametrize(
    "people",
    [
        (("كنجو هوزان", "محمد", "m", 2002), ("كنجو حسين", "محمد", "m", 2003)),
        (("زيدان فاطمه", "", "f", 2004), ("زيدان مديحه", "عبد السلام", "f", 2005), ("زيدان نور", "", "f", 2006)),
        (("كنجو ابراهيم", "شيار", "m", 1988), ("كنجو زينب", "شيار", "f", 1988)),
        (("Hasan Rustam", "", "m", 1988), ("Hasan Zozan", "", "f", 1988)),
    ],
)
def test_siblings_written_family_first_are_read_by_their_own_names(
    people: tuple[tuple[str, str, str, int], ...],
) -> None:
    table = household(*people)
    assert len(set(own_names(table))) == len(table)
    assert find_duplicates([*table, *CROWD]) == []


@pytest.mark.parametrize(
    "people",
    [
        # A mother and a daughter of one name: the family of one has an article.
        (("خديجة فادي", "فادي", "f", 1976), ("خديجة السقا", "", "f", 2000)),
        # One person twice, once by the father and once by the family.
        (("Khalid Ibrahim", "Ibrahim", "m", 1984), ("Khalid Zidan", "Ibrahim", "m", 1984)),
        # Brothers called Muhammad something, without their family.
        (("Muhammad Ali", "Salim", "m", 1984), ("Muhammad Hasan", "Salim", "m", 1985)),
        # The last name is shared as well, so it is the family's.
        (("Fatima Haddad", "", "f", 1960), ("Fatima Zayn", "Omar", "f", 1984), ("Omar Zayn", "", "m", 1958)),
    ],
)
def test_names_in_the_usual_order_stay(people: tuple[tuple[str, str, str, int], ...]) -> None:
    table = household(*people)
    rows = [row for at, person in enumerate(table) if (row := prepare_row(at, person))]
    assert order_names(rows) == rows


def test_a_household_written_family_first_is_found_again_in_the_usual_order() -> None:
    first = household(("كنجو هوزان", "محمد", "m", 1998), ("كنجو حسين", "محمد", "m", 2003))
    again = household(("هوزان كنجو", "محمد", "m", 1998), ("حسين كنجو", "محمد", "m", 2003), home="H2")
    pairs = find_duplicates([*first, *again, *CROWD])
    assert {(pair.ref_a, pair.ref_b) for pair in pairs} == {("H1-0", "H2-0"), ("H1-1", "H2-1")}
    assert all("family_first" not in {reason.code for reason in pair.reasons} for pair in pairs)
