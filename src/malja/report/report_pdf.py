"""A report as a PDF: the same tree as the HTML page, on A4, with page numbers and links to the derivations."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import singledispatchmethod
from typing import Any

from malja.language.numbers import say_number
from malja.language.say import say, set_note_apart
from malja.report.charts.day_axis import place_day_names
from malja.report.charts.strips import draw_day_strip, draw_fill_bar, draw_legend_box
from malja.report.document import (
    LEVELS,
    Bullets,
    Document,
    Heat,
    KeyFigures,
    Paragraph,
    Phrase,
    Picture,
    ReportGroup,
    ReportTable,
    TripLoad,
    TripLoads,
)
from malja.report.typst import FAMILIES, print_pdf

#: The families that a picture asks for; on paper it takes those of the page.
_FONT_FAMILY = re.compile(r'font-family="[^"]*"')

_Data = dict[str, Any]

#: The largest tagged PDF in bytes, for slow connections; tags for screen readers can be two thirds of a file.
LARGEST_TAGGED = 3_000_000


def render_pdf(document: Document, made: datetime.date) -> bytes:
    """The report as a PDF that bears the date `made`, in the document's language; the same document, the same bytes.

    It is tagged for screen readers unless that makes it larger than LARGEST. Raises Failed when it cannot be printed.
    """
    data = _data(document)
    tagged = print_pdf("report.typ", data=data, made=made)
    return tagged if len(tagged) <= LARGEST_TAGGED else print_pdf("report.typ", data=data, made=made, tagged=False)


def _data(document: Document) -> _Data:
    printing = _Printing({one.code: number for number, one in enumerate(document.derivations, 1)}, _links(document))
    return {
        "title": document.title,
        "page": say("papers", "page", page="{page}", of="{of}"),
        "contents": say("report", "contents"),
        "how": say("report", "derivations"),
        "levels": {level: draw_legend_box(level) for level in LEVELS},
        "about": [printing.said(line) for line in document.about],
        "headline": printing.block(document.headline),
        "sections": [
            {"code": section.code, "title": section.title, "blocks": printing.blocks(section.blocks)}
            for section in document.sections
        ],
        "derivations": [
            {
                "code": one.code,
                "title": one.title,
                "number": say_number(number),
                "blocks": printing.blocks(one.blocks),
            }
            for number, one in enumerate(document.derivations, 1)
        ],
        "marks": list(document.marks),
        "two_pages": document.two_pages,
    }


def _links(document: Document) -> frozenset[str]:
    """Codes that a link may lead to."""
    codes: list[str] = []
    waiting: list[object] = [block for section in document.sections for block in section.blocks]
    while waiting:
        block = waiting.pop()
        if isinstance(block, ReportGroup):
            codes.append(block.code)
            waiting.extend(block.blocks)
    return frozenset(codes)


class _Printing:
    """The tree as plain data for the template, links only to what is there."""

    def __init__(self, derivations: Mapping[str, int], links: frozenset[str]) -> None:
        self._derivations = derivations
        self._links = links

    def blocks(self, blocks: Sequence[object]) -> list[_Data]:
        """Blocks one after the other."""
        return [self.block(block) for block in blocks]

    @singledispatchmethod
    def block(self, block: object) -> _Data:
        """One block with its kind."""
        raise TypeError(type(block).__name__)

    @block.register
    def _(self, block: Paragraph) -> _Data:
        return {"kind": "paragraph", "tone": block.tone, "said": self.said(block.said)}

    @block.register
    def _(self, block: Bullets) -> _Data:
        return {"kind": "bullets", "ordered": block.ordered, "lines": [self.said(line) for line in block.lines]}

    @block.register
    def _(self, block: KeyFigures) -> _Data:
        figures = [
            {
                "figure": self.said(one.figure),
                "label": set_note_apart(one.label),
                "note": set_note_apart(one.note),
                "level": one.level,
            }
            for one in block.figures
        ]
        return {"kind": "figures", "figures": figures}

    @block.register
    def _(self, block: ReportTable) -> _Data:
        return {
            "kind": "table",
            "code": block.code,
            "caption": block.caption,
            "columns": [{"heading": column.heading, "numeric": column.numeric} for column in block.columns],
            "widths": fit_column_widths(block),
            "rows": [self._row(row) for row in block.rows],
            "levels": list(block.levels),
            "note": set_note_apart(block.note),
        }

    @block.register
    def _(self, block: Heat) -> _Data:
        return {
            "kind": "heat",
            "caption": block.caption,
            "heading": block.heading,
            "axis": [{"place": place, "words": words} for place, words in place_day_names(block.days)],
            "legend": [{"level": level, "words": words} for level, words in block.legend if level != "blank"],
            "rows": [
                {
                    "label": set_note_apart(row.label),
                    "link": row.link if row.link in self._links else "",
                    "strip": draw_day_strip(row.levels),
                    "said": row.said,
                }
                for row in block.rows
            ],
        }

    @block.register
    def _(self, block: Picture) -> _Data:
        families = ",".join(f"'{family}'" for family in FAMILIES)
        svg = _FONT_FAMILY.sub(f'font-family="{families}"', block.svg, count=1)
        return {
            "kind": "picture",
            "map": block.kind == "map",
            "title": block.title,
            "svg": svg,
            "said": block.said,
            "note": block.note,
        }

    @block.register
    def _(self, block: TripLoads) -> _Data:
        return {"kind": "loads", "caption": block.caption, "trips": [self._load(one) for one in block.trips]}

    @block.register
    def _(self, block: ReportGroup) -> _Data:
        # Small parts with a picture stand side by side: fifty charts one below the other are too much paper.
        small = any(isinstance(one, Picture) for one in block.blocks)
        return {
            "kind": "group",
            "code": block.code,
            "title": set_note_apart(block.title),
            "level": block.level,
            "small": small,
            "blocks": self.blocks(block.blocks),
        }

    def said(self, said: Phrase, *, marked: bool = True) -> _Data:
        """Words; `link`: the derivation they lead to, `mark`: its number, to find it on paper."""
        number = self._derivations.get(said.proof)
        if number is None:
            return {"text": set_note_apart(said.text), "link": "", "mark": ""}
        return {"text": set_note_apart(said.text), "link": said.proof, "mark": say_number(number) if marked else ""}

    def _row(self, row: Sequence[Phrase]) -> list[_Data]:
        """A row's cells; the number of a derivation stands once."""
        before: set[str] = set()
        cells = []
        for cell in row:
            cells.append(self.said(cell, marked=cell.proof not in before))
            before.add(cell.proof)
        return cells

    def _load(self, load: TripLoad) -> _Data:
        bars = [{"label": bar.label, "text": bar.text, "svg": draw_fill_bar(bar.share)} for bar in load.bars]
        cargo = self.block(load.cargo) if load.cargo else None
        return {"title": set_note_apart(load.title), "when": load.when, "bars": bars, "cargo": cargo}


#: A column of texts up to this length is as wide as the longest; columns of longer texts share the rest.
_SHORT_COLUMN = 24
#: Letters that fit across a page, and the least width of a column of long texts.
_ACROSS, _LEAST = 100, 22


def fit_column_widths(table: ReportTable) -> list[float]:
    """The widths of a table's columns: 0 fits the content, others are shares of the remaining width."""
    lengths = [
        sorted([len(column.heading), *(len(row[number].text) for row in table.rows)])
        for number, column in enumerate(table.columns)
    ]
    usual = [one[len(one) * 9 // 10] for one in lengths]
    short = [
        one[-1] <= 1.5 * _SHORT_COLUMN and often <= _SHORT_COLUMN for one, often in zip(lengths, usual, strict=True)
    ]
    taken = sum(one[-1] if is_short else _LEAST for one, is_short in zip(lengths, short, strict=True))
    if taken <= _ACROSS and not all(short):
        return [0.0 if is_short else round(often**0.5, 1) for is_short, often in zip(short, usual, strict=True)]
    # Too much for one line each: all columns shrink, the longest most.
    return [round(max(4.0, min(often, 1.5 * _SHORT_COLUMN) ** 0.8), 1) for often in usual]
