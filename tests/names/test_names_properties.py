"""What holds of every name: symmetry, identity, articles, vowel signs, father and son; and any text is read."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from malja.names import THRESHOLD, Kind, compare, make_keys, read_name
from malja.names.reading.compounds import list_words
from malja.names.reading.words import LONGEST

KNOWN = list(
    csv.DictReader(
        io.StringIO(
            "".join(
                line
                for line in files("malja.names.data").joinpath("known.csv").read_text(encoding="utf-8").splitlines(True)
                if not line.startswith("#")
            )
        )
    )
)
#: Words that may be a title or the beginning of a compound are no plain names.
AMBIGUOUS = (
    list_words("rank")
    | list_words("title")
    | list_words("abd")
    | list_words("abu")
    | list_words("umm")
    | list_words("son")
)
PLAIN = [row for row in KNOWN if not ({row["name"], row["arabic"]} & AMBIGUOUS) and " " not in row["arabic"]]
#: Families that no list has, in both scripts.
RARE = [("Qashush", "قاشوش"), ("Bakdash", "بكداش"), ("Zarqawan", "زرقاوان"), ("Mardnali", "مردنلي"), ("Tlass", "طلاس")]
ARABIC_ARTICLES = ("ال",)
LATIN_ARTICLES = ("al-", "el-", "Al ", "el ", "al")
VOWEL_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"

KINDS: tuple[Kind, ...] = ("person", "group")
kinds = st.sampled_from(KINDS)
plain_rows = st.lists(st.sampled_from(PLAIN), min_size=3, max_size=3, unique_by=lambda row: row["name"])
in_arabic = st.booleans()
#: Any text, and text of the signs on which reading turns.
anything = st.text() | st.text(
    st.sampled_from(list("ابعدالمحينو ه-'\",()ًَُ") + list("abdelkhmiou -'(,) 1257")), max_size=40
)


def spelled(rows: list[dict[str, str]], arabic: bool) -> list[str]:
    return [row["arabic"].split("|")[0] if arabic else row["name"] for row in rows]


@given(anything, anything, kinds)
@settings(deadline=None)
def test_any_two_texts_compare_alike_both_ways(one: str, other: str, kind: Kind) -> None:
    there, back = compare(one, other, kind=kind), compare(other, one, kind=kind)
    assert there == back
    assert 0.0 <= there.score <= 1.0
    assert there.same == (there.score >= THRESHOLD)
    assert there == compare(one, other, kind=kind)
    assert there.reasons


@given(anything, kinds)
@settings(deadline=None)
def test_any_text_is_read_and_equals_itself(text: str, kind: Kind) -> None:
    reading = read_name(text, kind)
    make_keys(reading)
    assert compare(text, text, kind=kind).score == (1.0 if reading.parts else 0.0)


@given(plain_rows, plain_rows, in_arabic, in_arabic)
@settings(deadline=None)
def test_names_compare_alike_both_ways(
    one: list[dict[str, str]], other: list[dict[str, str]], first: bool, second: bool
) -> None:
    a, b = " ".join(spelled(one, first)), " ".join(spelled(other, second))
    assert compare(a, b) == compare(b, a)


@given(plain_rows)
@settings(deadline=None)
def test_a_listed_name_is_the_same_in_both_scripts(rows: list[dict[str, str]]) -> None:
    a, b = " ".join(spelled(rows, True)), " ".join(spelled(rows, False))
    assert compare(a, b).same
    assert make_keys(read_name(a)) & make_keys(read_name(b))


@given(plain_rows, st.sampled_from(RARE), in_arabic, st.integers(1, 2), st.data())
@settings(deadline=None)
def test_an_article_never_makes_another_name(
    rows: list[dict[str, str]], family: tuple[str, str], arabic: bool, place: int, data: st.DataObject
) -> None:
    parts = [*spelled(rows[:2], arabic), family[arabic]]
    assume(arabic is False or not parts[place].startswith("ال"))
    article = data.draw(st.sampled_from(ARABIC_ARTICLES if arabic else LATIN_ARTICLES))
    with_article = [*parts]
    with_article[place] = article + parts[place]
    assert compare(" ".join(parts), " ".join(with_article)).same


@given(plain_rows, st.data())
@settings(deadline=None)
def test_vowel_signs_change_nothing(rows: list[dict[str, str]], data: st.DataObject) -> None:
    name = " ".join(spelled(rows, True))
    at = data.draw(st.integers(1, len(name)))
    sign = data.draw(st.sampled_from(VOWEL_SIGNS))
    marked = name[:at] + sign + name[at:]
    assert read_name(marked) == read_name(name)
    assert compare(marked, name).score == 1.0


@given(plain_rows, in_arabic, in_arabic)
@settings(deadline=None)
def test_father_and_son_are_two(rows: list[dict[str, str]], first: bool, second: bool) -> None:
    son, father, family = rows
    known = [read_name(" ".join(spelled([row], first))).parts[0].known for row in (son, father)]
    also = [read_name(" ".join(spelled([row], second))).parts[0].known for row in (son, father)]
    assume((known[0] | also[0]).isdisjoint(known[1] | also[1]))
    here = " ".join(spelled([son, father, family], first))
    there = " ".join(spelled([father, son, family], second))
    assert not compare(here, there).same


@given(plain_rows, plain_rows, in_arabic, in_arabic)
@settings(max_examples=50, deadline=None)
def test_a_missing_part_costs_less_than_one_that_contradicts(
    rows: list[dict[str, str]], others: list[dict[str, str]], first: bool, second: bool
) -> None:
    given_name, father, family = spelled(rows, first)
    another = others[0]
    known = [read_name(" ".join(spelled([row], script))).parts[0].known for row in rows for script in (first, second)]
    assume(all(read_name(" ".join(spelled([another], second))).parts[0].known.isdisjoint(names) for names in known))
    whole = f"{given_name} {father} {family}"
    own = spelled(rows, second)
    missing = compare(whole, f"{own[0]} {own[2]}")
    contradicting = compare(whole, f"{own[0]} {spelled([another], second)[0]} {own[2]}")
    assert missing.score > contradicting.score
    assert not contradicting.same


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\ud800", "Йосиф Сталин", "李小龙", "Γιώργος", "😀", "١٢٣", "---", "'", "\u202e\u200f", "2" * 50],
)
def test_rubbish_and_unknown_scripts_have_no_parts(text: str) -> None:
    assert read_name(text).parts == ()
    assert compare(text, "Khalid").score == 0.0


@pytest.mark.parametrize("unit", ["محمد ", "a", "ـ", "al-", "abd", "\u064b", "( ", "عبد "])
def test_a_megabyte_is_read_in_a_moment(unit: str) -> None:
    huge = unit * (1_000_000 // len(unit.encode()))
    reading = read_name(huge)
    assert reading.cut
    assert sum(len(part.text) for part in reading.parts) <= LONGEST
    compare(huge, huge[::-1])


def test_a_mixed_name_is_read() -> None:
    assert compare("Yousef أحمد al-Hariri", "يوسف Ahmad الحريري").same
