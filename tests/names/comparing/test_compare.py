"""What two names are judged to be, one behaviour at a time; and that the modules' own examples are true."""

from __future__ import annotations

import doctest
import importlib

import pytest

from malja.names import Comparison, Kind, compare, read_name
from malja.names.comparing.frequencies import Frequencies

MODULES = ("comparing.compare", "register.duplicates", "finding.index", "finding.keys", "reading.read_name")

SAME = [
    ("Mohammed al-Jassem", "محمد الجاسم"),
    ("Mehmet Casim", "Muhammad Jasim"),
    ("Chaled Dschamal", "خالد جمال"),
    ("Xalid Cemal", "خالد جمال"),
    ("شێرکۆ ئەمین", "Şêrko Emîn"),
    ("Oualid Youcef", "وليد يوسف"),
    ("Abderrahmane Zitoun", "عبد الرحمن زيتون"),
    ("Abu Bakr al-Siddiq", "أبو بكر الصديق"),
    ("Salah Eddine Ghazal", "صلاح الدين غزال"),
    ("Yusuf Sabbağ", "يوسف الصباغ"),
    ("إبراهيم مصطفى", "ابراهيم مصطفي"),
    ("فاطمة", "فاطمه"),
    ("Muhammad Ammar Hasan al-Ali", "Ammar Hasan al-Ali"),
    ("Barkdash Ghadban", "Brakdash Ghadban"),
]
OTHER = [
    ("Ali Hasan", "Hasan Ali"),
    ("Muhammad al-Jasim", "Mahmud al-Jasim"),
    ("محمد الجاسم", "Mahmoud al-Jasim"),
    ("Khalil al-Jasim", "Khalid al-Jasim"),
    ("جاسم الخلف", "Qasim al-Khalaf"),
    ("سالم الخلف", "Saleem al-Khalaf"),
    ("جميل حسن", "Jamal Hasan"),
    ("جميل حسن", "جميلة حسن"),
    ("Abd al-Rahman Hasan", "Abd al-Rahim Hasan"),
    ("Abu Omar", "Umm Omar"),
    ("Abu Omar", "Omar"),
    ("Muhammad", "Muhammad Ahmad al-Ali"),
    ("Tariq Rashid Omar al-Ghadban", "Rashid Omar al-Ghadban"),
    ("محمد محمد أحمد", "Muhammad Ahmad Ali"),
    ("Walid Ghazal", "Walid Ghadban"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare(a, b).same


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_names_that_are_two(a: str, b: str) -> None:
    assert not compare(a, b).same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Hamza Division", "فرقة الحمزة", True),
        ("al-Hamzat", "الحمزة", True),
        ("Army of Islam", "جيش الإسلام", True),
        ("Sultan Murad Division", "Sultan Murad Tümeni", True),
        ("13th Division", "الفرقة 13", True),
        ("13th Division", "13th Brigade", False),
        ("Ahrar al-Sham", "Jabhat al-Sham", False),
        ("Ahrar al-Sham", "Suqour al-Sham", False),
        ("Hamza Division", "Sultan Murad Division", False),
    ],
)
def test_groups(a: str, b: str, same: bool) -> None:
    assert compare(a, b, kind="group").same == same


def codes(found: Comparison) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_reasons_name_the_parts_and_no_names() -> None:
    found = compare("Khalid Ibrahim al-Jasim", "Khalid Salim al-Jasim")
    assert codes(found) == {"given_same", "father_differs", "family_same"}
    assert all(not reason.values for reason in found.reasons)
    assert codes(compare("Khalid", "!!")) == {"nothing_read"}


def test_rare_parts_weigh_more() -> None:
    common = compare("Muhammad Ahmad Ali", "Muhammad Ahmad")
    rare = compare("Nawzad Qashush Ali", "Nawzad Qashush")
    assert rare.score > common.score


def test_frequencies_can_be_replaced() -> None:
    usual = compare("Khalid Jasim Omar", "Khalid Jasim")
    here = Frequencies({"خالد": 3000, "Jasim": 2500})
    everywhere = compare("Khalid Jasim Omar", "Khalid Jasim", frequencies=here)
    assert everywhere.score < usual.score
    assert here.share(frozenset({"khalid"})) == 3000


def test_kinds_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="group"):
        compare(read_name("Hamza", "group"), read_name("Hamza", "person"))


@pytest.mark.parametrize("kind", ["person", "group"])
def test_readings_compare_as_their_texts_do(kind: Kind) -> None:
    a, b = "Khaled Djamel", "خالد جمال"
    assert compare(read_name(a, kind), read_name(b, kind)) == compare(a, b, kind=kind)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_modules_are_true(name: str) -> None:
    module = importlib.import_module(f"malja.names.{name}")
    failed, tried = doctest.testmod(module)
    assert tried
    assert failed == 0


def test_examples_of_the_package_are_true() -> None:
    failed, tried = doctest.testmod(importlib.import_module("malja.names"))
    assert tried
    assert failed == 0
