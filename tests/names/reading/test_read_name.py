"""What a name is read as: parts, their places in the line, compounds, titles, what people are called."""

from __future__ import annotations

import pytest

from malja.names import read_name


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.role, (part.compound + " " if part.compound else "") + part.text) for part in read_name(text).parts]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mohammed al-Jassem", [("given", "mohammed"), ("family", "jassem")]),
        ("محمد علي حسن الجاسم", [("given", "محمد"), ("father", "علي"), ("grandfather", "حسن"), ("family", "جاسم")]),
        ("Khalid bin al-Walid", [("given", "khalid"), ("family", "walid")]),
        ("عبد الرحمن بن عوف", [("given", "abd رحمن"), ("father", "عوف")]),
        ("Abderrahmane Abdelkader", [("given", "abd rahmane"), ("father", "abd kader")]),
        ("Abdullah", [("given", "abd allah")]),
        ("عبدالله", [("given", "abd allah")]),
        ("Salah ad-Din Omar", [("given", "din salah"), ("father", "omar")]),
        ("نور الدين", [("given", "din نور")]),
        ("Nurettin Paşa", [("given", "din nur"), ("family", "paşa")]),
        ("Nasrallah Hasan", [("given", "allah nasr"), ("father", "hasan")]),
        ("Abu Omar", [("teknonym", "abu omar")]),
        ("أم يوسف الزين", [("teknonym", "umm يوسف"), ("family", "زين")]),
        ("Abu Abd al-Rahman Ali", [("teknonym", "abu abd rahman"), ("given", "ali")]),
        ("Mohammed Abu Zayd", [("given", "mohammed"), ("family", "abu zayd")]),
        ('Mohammad "Abu Amsha" al-Jasim', [("given", "mohammad"), ("teknonym", "abu amsha"), ("family", "jasim")]),
        ("Ali Hasan known as Tiger", [("given", "ali"), ("father", "hasan"), ("alias", "tiger")]),
        ("المدعو حسن علي", [("given", "حسن"), ("father", "علي")]),
        ("Dr. Jamal Hashim", [("title", "dr"), ("given", "jamal"), ("father", "hashim")]),
        ("الحاج علي حسن", [("title", "الحاج"), ("given", "علي"), ("father", "حسن")]),
        ("Sheikh Ibrahim", [("given", "sheikh"), ("father", "ibrahim")]),
        ("AL-JASIM, Khalid Ibrahim", [("given", "khalid"), ("father", "ibrahim"), ("family", "jasim")]),
        ("HALABI Omar Rachid", [("given", "omar"), ("father", "rachid"), ("grandfather", "halabi")]),
        ("Omar Alhamoud", [("given", "omar"), ("family", "hamoud")]),
        ("شێرکۆ محەمەد", [("given", "شێركۆ"), ("father", "محەمەد")]),
        ("ʿAbd al-Ḥamīd", [("given", "abd ḥamīd")]),
    ],
)
def test_parts(text: str, read: list[tuple[str, str]]) -> None:
    assert parts(text) == read


@pytest.mark.parametrize(
    ("text", "kind_words", "proper"),
    [
        ("Hamza Division", ["=division"], ["hamza"]),
        ("فرقة الحمزة", ["=division"], ["حمزة"]),
        ("الحمزات", [], ["حمزات"]),
        ("Armée de l'islam", ["=army"], ["islam"]),
        ("اللواء ٥١", ["=brigade"], ["51"]),
        ("51st Brigade", ["=brigade"], ["51"]),
        ("الفرقة الرابعة", ["=division"], ["4"]),
        ("كتيبة عمر بن الخطاب", ["=battalion"], ["عمر", "خطاب"]),
    ],
)
def test_the_kind_of_a_group_stands_apart(text: str, kind_words: list[str], proper: list[str]) -> None:
    reading = read_name(text, "group")
    assert [name for part in reading.parts if part.role == "kind_word" for name in part.known] == kind_words
    assert [part.text for part in reading.parts if part.role == "proper"] == proper


def test_which_common_name_a_spelling_is() -> None:
    for spelling in ("محمد", "Mohammed", "Mihemed", "Mehmet", "محەمەد", "MUHAMMAD", "Mouhammad"):
        assert read_name(spelling).parts[0].known == {"muhammad"}, spelling
    assert read_name("محمود").parts[0].known == {"mahmud"}
    assert read_name("Hassan").parts[0].known == {"hasan", "hassan"}


def test_the_article_is_kept_apart() -> None:
    assert [part.article for part in read_name("Khalid al-Jasim").parts] == [False, True]
    assert [part.article for part in read_name("خالد الجاسم").parts] == [False, True]
    assert read_name("Ilham").parts[0].known == {"ilham"}
    assert read_name("إلهام").parts[0].article is False
