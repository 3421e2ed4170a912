"""The report as a page: whole, safe, the same each time, and without anything from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from malja.language import speaking
from malja.language.say import set_note_apart
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from tests.report import situations

#: What makes a browser ask for something else.
LOADING = {"src", "srcset", "data", "action", "poster", "background", "xlink:href", "ping"}
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Read(HTMLParser):
    """Elements that are open, ids, links and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.unscoped = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if "href" in values:
            self.links.append(str(values["href"]))
        self.loads += [f"{tag} {name}" for name in values if name in LOADING or name.startswith("on")]
        self.unscoped += tag == "th" and values.get("scope") not in ("col", "row")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(name: str = "ordinary") -> str:
    return render_html(build_report_document(situations.planned(situations.STRANGE[name]())))


@pytest.mark.parametrize("name", situations.STRANGE)
def test_a_page_is_whole_and_every_link_leads_to_a_place_in_it(name: str) -> None:
    read = Read(page(name))
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert {link for link in read.links if not link.startswith("#")} == set()
    assert {link[1:] for link in read.links} - set(read.ids) == set()


@pytest.mark.parametrize("name", situations.STRANGE)
def test_a_page_loads_nothing_and_runs_nothing(name: str) -> None:
    shown = page(name)
    read = Read(shown)
    assert read.loads == []
    assert {"script", "img", "iframe", "object", "link", "b"} & set(read.tags) == set()
    assert "default-src 'none'" in shown
    style = shown[shown.index("<style>") : shown.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_a_hostile_name_is_shown_as_it_is_written() -> None:
    shown = page("hostile names")
    assert "&lt;script&gt;document.title" in shown
    assert "<script" not in shown


def test_every_heading_of_a_table_says_what_it_heads() -> None:
    assert Read(page()).unscoped == 0


def test_figures_open_how_they_came_about() -> None:
    shown = page()
    figures = re.findall(r'class="number"><a class="how" href="#(how-[\w-]+)"', shown)
    assert len(figures) >= 5
    assert all(f'id="{code}"' in shown for code in figures)


def test_the_same_situation_gives_the_same_bytes() -> None:
    situation = situations.planned(situations.operation())
    assert render_html(build_report_document(situation)) == render_html(build_report_document(situation))


def test_a_page_says_its_language_and_direction() -> None:
    assert '<html lang="en" dir="ltr">' in page()


def test_a_page_in_arabic_runs_from_right_to_left() -> None:
    with speaking("ar", "arab"):
        shown = page()
    assert '<html lang="ar" dir="rtl">' in shown
    assert re.search("[\u0660-\u0669]", shown)
    # Charts run from left to right in every language.
    assert all('direction="ltr"' in svg for svg in re.findall(r"<svg[^>]*role=\"img\"[^>]*>", shown))


def test_a_note_in_another_script_is_set_apart_as_a_whole() -> None:
    with speaking("ar"):
        assert set_note_apart("Two aircraft (60 t a day).") == "\u2068Two aircraft (60 t a day).\u2069"
        assert set_note_apart("طائرتان في اليوم") == "طائرتان في اليوم"
        # A sentence of ours has set apart what it puts in.
        assert set_note_apart("من \u2068Dubai\u2069 غدًا") == "من \u2068Dubai\u2069 غدًا"
    assert set_note_apart("مخيم (1)") == "\u2068مخيم (1)\u2069"
