"""A report as a tree that every renderer shares: headings, sentences, tables and pictures, no layout.

All text is already said in the reader's language and safe to show as text (never as markup). Pictures are SVG that
holds its own colours, loads nothing and works without a style sheet, so that HTML and PDF show the same.

    Document ─ ReportSection ─ blocks: Paragraph Bullets KeyFigures ReportTable Heat Picture TripLoads ReportGroup
             └ Derivation ─ blocks       (the annex; a figure points to one by its code)
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: How bad a thing is: the lowest tier that is missed, `fine` if none, `blank` if nothing is asked.
Level = Literal["survival", "minimum", "target", "fine", "blank"]
LEVELS: tuple[Level, ...] = ("survival", "minimum", "target", "fine", "blank")

Tone = Literal["plain", "urgent", "good", "note", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A figure or words; `proof`: the code of the Derivation that says how it was calculated ("": it is no figure)."""

    text: str
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One or more sentences in a tone: urgent ones are set large, notes small."""

    said: Phrase
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Sentences one below the other; `ordered`: their order counts."""

    lines: tuple[Phrase, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One figure in large print with what it counts, and a note below it."""

    figure: Phrase
    label: str
    note: str = ""
    level: Level = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """The few figures that a reader should remember."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumn:
    """The heading of a table's column; `numeric`: its cells are figures, aligned as such.

    `lead`: where a row is set as a card, on a phone, its cell comes before the others: what the row is there for.
    """

    heading: str
    numeric: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Rows under headings; the first cell of a row is its heading. `levels`: how bad each row is, or empty.

    `code` is unique in the document and names the table in a link.
    """

    code: str
    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    levels: tuple[Level, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One need at one site: how bad it is on each day, in words for those who cannot see it, and where it is told."""

    label: str
    levels: tuple[Level, ...]
    said: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Needs by days: `days` has a date for each of a row's levels; `legend` says every level that can occur."""

    code: str
    caption: str
    days: tuple[datetime.date, ...]
    rows: tuple[HeatRow, ...]
    legend: tuple[tuple[Level, str], ...]
    #: The heading of the rows, such as "Need".
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart or a map: SVG with the attributes viewBox, width and height; `said`: what it shows, in words."""

    code: str
    kind: Literal["chart", "map"]
    title: str
    svg: str
    said: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How full something is: `share` of the limit (0..1, None: there is no limit), `text` says it with units."""

    label: str
    share: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripLoad:
    """One trip with its bars (kilograms, cubic metres) and its cargo."""

    title: str
    when: str
    bars: tuple[Bar, ...]
    cargo: ReportTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripLoads:
    """The trips that come, in their order."""

    code: str
    caption: str
    trips: tuple[TripLoad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGroup:
    """Blocks under a heading of their own within a section, such as one need; `code` names it in links."""

    code: str
    title: str
    blocks: tuple[ReportBlock, ...]
    level: Level = "blank"


ReportBlock: TypeAlias = "Paragraph | Bullets | KeyFigures | ReportTable | Heat | Picture | TripLoads | ReportGroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A part of the report; `code` is unique, stays the same in every language and names it in links."""

    code: str
    title: str
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How one or more figures were calculated: what was multiplied, from which document and page, which rows were read.

    `code` is unique and stays the same in every language; a figure points to it by its `proof`.
    """

    code: str
    title: str
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report: its title, lines on what it covers, sections in their order, the annex of derivations.

    `language` is a BCP 47 code, `direction` that of its script; `marks` explains signs that stand behind names, or says
    where more stands. `two_pages`: set close, without a list of contents, so that it fits on two pages of A4.
    """

    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    about: tuple[Phrase, ...]
    headline: Paragraph
    sections: tuple[ReportSection, ...]
    derivations: tuple[Derivation, ...]
    marks: tuple[str, ...] = ()
    two_pages: bool = False
