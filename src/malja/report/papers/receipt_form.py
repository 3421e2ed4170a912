"""What the papers of receipt have in common: the goods of a line, the head, why a line differs, when it was made."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from malja.language.clean_text import clean, cut
from malja.language.names import unit_name
from malja.language.say import listed, say
from malja.report.papers.form import ColumnContent, Field, FormColumn, SignBox
from malja.report.typst import NO_DATE
from malja.report.words import MARK, Words
from malja.report.workbook_cells import CellValue
from malja.transport.flight import Flight
from malja.transport.receipt_lines import ReceiptLine

#: Longer words of others (senders, numbers, roles) are cut: a paper has to be read.
_LONGEST_ENTRY = 60

#: A column by its code: what it holds, its share of the width, and the code of what stands above several.
ReceiptColumns = dict[str, tuple[ColumnContent, float, str]]


def clean_entry(text: str) -> str | None:
    """What people wrote, safe to print and not too long; None where there is nothing, for the pen."""
    return cut(clean(text).strip(), _LONGEST_ENTRY) or None


def make_columns(of: ReceiptColumns) -> tuple[FormColumn, ...]:
    """The columns of a table with their headings."""
    return tuple(
        FormColumn(
            heading=say("receipt", f"column_{code.rpartition('.')[2]}"),
            kind=kind,
            width=width,
            group=say("receipt", f"group_{group}") if group else "",
        )
        for code, (kind, width, group) in of.items()
    )


def make_fields(known: dict[str, CellValue]) -> tuple[Field, ...]:
    """The fields of the head by code; lines to write on where nothing is known."""
    return tuple(Field(label=say("receipt", f"field_{code}"), value=value or None) for code, value in known.items())


def list_flight_fields(flight: Flight, words: Words, ways: dict[str, tuple[str, str]]) -> dict[str, CellValue]:
    """What every paper of a flight says of it; `ways`: origin and destination of each lift."""
    told = flight.announced
    lift = told.lift if told else ""
    origin, destination = ways.get(lift, ("", ""))
    return {
        "flight": clean_entry(flight.flight),
        "manifest": clean_entry(told.manifest) if told else None,
        "sender": clean_entry(told.sender) if told else None,
        "carrier": clean_entry(told.carrier) if told else None,
        "lift": clean_entry(lift),
        "from": words.place(origin) if origin else None,
        "to": words.place(destination) if destination else None,
        "landed": flight.landed,
    }


def say_line_goods(line: ReceiptLine, words: Words) -> str:
    """The name of the goods of a line, and their code."""
    return say("papers", "goods", name=words.item(line.item), item=clean(line.item))


def say_line_unit(line: ReceiptLine, words: Words) -> str:
    """What the goods of a line are counted in."""
    return clean(unit_name(words.items[line.item].unit)) if line.item in words.items else ""


def say_batch(line: ReceiptLine) -> str:
    """The lot and the last day of use of a line, as far as they are known."""
    return listed(part for part in (clean(line.lot), line.expiry.isoformat() if line.expiry else "") if part)


def say_difference_reason(line: ReceiptLine) -> str | None:
    """Why a line differs, in words."""
    return say("receipt", f"reason_{line.reason}") if line.reason else None


def say_counters(flight: Flight) -> str | None:
    """The roles of those who counted, each once."""
    named = {said for one in flight.counted() if (said := clean_entry(one.counted_by))}
    return listed(sorted(named)) or None


def say_footnote(lines: Sequence[ReceiptLine], words: Words) -> tuple[str, ...]:
    """What the mark behind a name means, where one stands."""
    return (say("papers", "note_mark"),) if any(words.item(line.item).endswith(MARK) for line in lines) else ()


def make_box(title: str, *lines: str) -> SignBox:
    """A box to sign in, its title and its lines by their codes among the words of papers."""
    return SignBox(title=say("papers", title), lines=tuple(say("papers", line) for line in lines))


def find_paper_date(flight: Flight) -> datetime.date:
    """The day that a paper bears: of the verification, before it of the last that was told of the flight."""
    if flight.verified:
        return flight.verified.told.happened
    told = [*flight.landings, *(one.told for one in flight.counted()), *(one.told for one in flight.announcements)]
    return max((one.happened for one in told), default=NO_DATE)
