"""The daily page of a site, for the wall and the file: one or two pages of A4, the same figures as on the screen.

It takes plain words and figures: who makes it knows the site, this folder does not.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from malja.language.say import say
from malja.report.typst import print_pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyBlock:
    """A part of the page: its title, sentences, rows of cells below each other, and the rows' columns of figures.

    `grave`: lives are at risk, and the part is marked.
    """

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figures: tuple[int, ...] = ()
    grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyPage:
    """The daily page: title, the day and hour it is about, its parts, and the last entries of the journal (`heads`)."""

    title: str
    about: str
    blocks: Sequence[DailyBlock]
    heads_title: str
    heads_about: str
    heads: Sequence[str]
    day: datetime.date


def print_daily_page(daily: DailyPage) -> bytes:
    """The page as a PDF that bears the day it is of, in the current language; the same input, the same bytes."""
    data = {
        "title": daily.title,
        "about": daily.about,
        "page": say("papers", "page", page="{page}", of="{of}"),
        "blocks": [
            {
                "title": block.title,
                "lines": list(block.lines),
                "rows": [list(row) for row in block.rows],
                "figures": list(block.figures),
                "grave": block.grave,
            }
            for block in daily.blocks
        ],
        "heads_title": daily.heads_title,
        "heads_about": _unbroken(daily.heads_about),
        "heads": list(daily.heads),
        "signatures": [say("status", code) for code in ("seen_by", "seen_on", "signature")],
    }
    return print_pdf("daily.typ", data=data, made=daily.day)


def _unbroken(text: str) -> str:
    """The text with options (--against) that no line breaks in two."""
    return text.replace("--", "\u2060-\u2060-\u2060")
