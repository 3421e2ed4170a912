"""A letter that no font holds is a box with its code: no name keeps a page from being printed."""

from __future__ import annotations

import io

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.language.speech import speaking
from malja.report.charts.svg import draw_text
from malja.report.missing_letters import box_missing_letters
from malja.report.papers.form import Field, Form, FormColumn
from malja.report.papers.paper_pdf import print_forms
from malja.report.typst import NO_DATE, print_pdf

#: Scripts that people who flee write their names in, and what telephones put into them.
NAMES = {
    "emoji": "😀",
    "family": "👨‍👩‍👧",
    "Chinese": "中文营地",
    "Amharic": "አዲስ አበባ",
    "Burmese": "မြန်မာ",
    "Bengali": "বাংলাদেশ",
    "Thai": "กรุงเทพ",
    "Syriac": "ܣܘܪܝܝܐ",
    "byte-order mark": "a\ufeffb",
    "control": "a\x01b",
    "no letter": "a\U0010ffffb",
    "override": "a\u202eb",
    "open isolate": "a\u2067b",
    "marks of another script": "مُ\u0301",
}


def _form(name: str) -> Form:
    return Form(
        name="form",
        title=f"Waybill {name}",
        paper="P-1",
        about=name,
        fields=(Field(label=name, value=name),),
        columns=(FormColumn(heading=name, kind="text", width=2), FormColumn(heading="x", kind="code", width=1)),
        rows=((name, name),),
        totals=(name, ""),
        notes=(name,),
    )


def _words(printed: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("script", NAMES)
def test_a_paper_is_printed_whatever_letters_a_name_holds(script: str, language: str) -> None:
    with speaking(language):
        printed = print_forms([_form(f"Camp {NAMES[script]} north")], NO_DATE)
        assert printed == print_forms([_form(f"Camp {NAMES[script]} north")], NO_DATE)
    assert b"/MarkInfo" in printed, "tagged"
    words = _words(printed)
    assert "Camp" in words
    assert "north" in words


def test_a_missing_letter_is_a_box_with_its_code_and_the_letters_around_it_stay() -> None:
    words = _words(print_forms([_form("Camp 中 north")], NO_DATE))
    assert "4E2D" in words
    assert "[U+4E2D]" not in words


def test_a_box_shows_no_more_than_what_is_missing() -> None:
    data = {"a": "x中y", "b": ["ß", {"c": "é"}], "d": 3, "e": ("م\u064f\u0301",), "f": "\ufeffz\u202e"}

    def can_draw(text: str) -> bool:
        return "中" not in text and "م\u064f\u0301" not in text

    boxed = box_missing_letters(data, can_draw)
    assert boxed["a"] == "x\u200b\u200e[U+4E2D]\u200e\u200by"
    assert boxed["b"] == ["ß", {"c": "é"}]
    assert boxed["d"] == 3
    assert boxed["e"] == ["م\u200b[U+064F]\u200b\u200b[U+0301]\u200b"], "the letter says more than its marks"
    assert boxed["f"] == "z"


def test_isolates_stay_where_they_are_closed() -> None:
    boxed = box_missing_letters({"a": "\u2067x\u2069", "b": "\u2067x", "c": "x\u2069\u2068"}, lambda _: True)
    assert boxed == {"a": "\u2067x\u2069", "b": "x", "c": "x"}


def test_a_picture_on_a_page_may_hold_any_letter() -> None:
    text = draw_text("中 😀 ܣ", x="1", y="9")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{text}</svg>'
    figure = {"kind": "picture", "map": False, "title": "t", "svg": svg, "said": "s 中", "note": ""}
    line = {"text": "中", "link": "", "mark": ""}
    headline = {"kind": "paragraph", "tone": "plain", "said": line}
    data = {
        "title": "中",
        "page": "{page} {of}",
        "contents": "c",
        "how": "h",
        "levels": {},
        "about": [line],
        "headline": headline,
        "sections": [{"code": "中", "title": "中", "blocks": [figure]}],
        "derivations": [],
        "marks": [],
        "two_pages": False,
    }
    assert print_pdf("report.typ", data=data, made=NO_DATE).startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_any_text_is_printed(name: str) -> None:
    assert print_forms([_form(name)], NO_DATE).startswith(b"%PDF")
