"""Names that are not Arabic: slips of the pen, initials, short forms, legal forms; Arabic ones are left alone."""

from __future__ import annotations

import pytest

from malja.names import compare, read_name
from malja.names.comparing.foreign import is_foreign


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Gregor Wollmann", "Gregor Wolmann"),
        ("J. Petersen", "Jens Petersen"),
        ("Bob Hargrove", "Robert Hargrove"),
        ("GregorWollmann", "Gregor Wollmann"),
        ("Wollmann, Gregor", "Gregor Wollmann"),
        ("Wolodymyr Tarassenko", "Volodymyr Tarasenko"),
    ],
)
def test_spellings_of_one_foreign_person(a: str, b: str) -> None:
    assert compare(a, b).same
    assert compare(read_name(a), read_name(b)) == compare(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Gregor Wollmann", "Hendrik Wollmann"),
        ("Gregor Wollmann", "Gregor Petersen"),
        ("Gregor", "Gregor Wollmann"),
        ("Hans O Petersen", "Hans Jens Petersen"),
    ],
)
def test_two_foreign_persons(a: str, b: str) -> None:
    assert not compare(a, b).same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Nordlicht Aktiengesellschaft", "Nordlicht AG", True),
        ("OOO Severnaya Zvezda", "Severnaya Zvezda", True),
        ("N.L.K. Company", "NLK Co.", True),
        ("Nordlicht Bank AG", "Nordlicht Bank Chile S.A.", False),
        ("Nordlicht Trading Ltd", "Suedwind Trading Ltd", False),
    ],
)
def test_companies(a: str, b: str, same: bool) -> None:
    assert compare(a, b, kind="group").same is same


@pytest.mark.parametrize("name", ["Khalid Ibrahim", "محمد الجاسم", "Şêrko Emîn", "Abu Omar", "Hassan al-Tall"])
def test_arabic_and_kurdish_names_are_not_foreign(name: str) -> None:
    assert not is_foreign(read_name(name), read_name("Gregor Wollmann"))
