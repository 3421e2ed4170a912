"""Slips of the pen: one edit from the other's name is near, where the spelling is no name of its own."""

from __future__ import annotations

import pytest

from malja.names import Person, find_duplicates
from malja.names.data.tables import read_table
from malja.names.register.row import Row, prepare_row
from malja.names.register.slips import Slips

NAMES = [row["name"] for row in read_table("known") if " " not in row["arabic"]]
CROWD = [
    Person(ref=f"c{at}", household=f"C{at}", name=f"{NAMES[9 * at]} Zayd", father=NAMES[5 * at + 7], birth_year=1990)
    for at in range(40)
]


def read(*names: str) -> list[Row]:
    return [row for at, name in enumerate(names) if (row := prepare_row(at, Person(ref=str(at), name=name)))]


def is_near(one: str, other: str) -> bool:
    rows = read(f"Khalid {one}", f"Khalid {other}")
    return Slips(rows).is_near(rows[0].lines[0].rest[-1], rows[1].lines[0].rest[-1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محد", "محمد"),
        ("Zeinb", "Zeinab"),
        ("Raccha", "Racha"),
        ("احسين", "الحسين"),
        ("الحليب", "الحلبي"),
        ("فامطه", "Fatima"),
        ("Qarchol", "Qarachol"),
    ],
)
def test_one_edit_from_a_name_may_be_a_slip(one: str, other: str) -> None:
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "محمود"),  # both are names
        ("سمير", "سمر"),
        ("Samir", "Samira"),
        ("علي", "عل"),  # too short
        ("Zeib", "Zeinab"),  # two edits
        ("Qarchol", "قراشول"),  # no listed name, in another script
    ],
)
def test_names_of_their_own_short_and_further_ones_are_no_slips(one: str, other: str) -> None:
    assert not is_near(one, other)


def test_a_spelling_that_several_rows_bear_is_no_slip() -> None:
    rows = read("Qarchol", "Qarachol", "Qarchol", "Qarchol", "Qarachol", "Qarachol")
    assert not Slips(rows).is_near(rows[0].lines[0].given, rows[1].lines[0].given)


def test_a_slip_is_brought_together_with_the_names_it_may_be() -> None:
    rows = read("محد", "Khalid")
    slips = Slips(rows)
    assert "muhammad" in slips.make_keys(rows[0].lines[0].given)
    assert slips.make_keys(rows[1].lines[0].given) == []


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (("Zeinb Hariri", "Bilal"), ("Zeinab Hariri", "Bilal"), "given_near"),
        (("سليمان الحليب", "محمد"), ("سليمان الحلبي", "محمد"), "family_near"),
        (("Zeinab Hariri", "Sarman"), ("Zeinab Hariri", "Salman"), "father_near"),
    ],
)
def test_a_slip_costs_bits_and_does_not_make_two_people(
    one: tuple[str, str], other: tuple[str, str], code: str
) -> None:
    def write(ref: str, name: str, father: str) -> Person:
        return Person(
            ref=ref, household=ref, name=name, father=father, birth_year=1986, origin="Hama", phone="0980580207"
        )

    [pair] = find_duplicates([write("1", *one), write("2", *other), *CROWD])
    [alike] = find_duplicates([write("1", *other), write("2", *other), *CROWD])
    assert code in {reason.code for reason in pair.reasons}
    assert pair.score <= alike.score
    weights = {reason.code: reason.weight for reason in (*pair.reasons, *alike.reasons)}
    assert weights[code] < weights[code.replace("near", "same")]
