"""What the papers of receipt have in common: the goods of a line, the head, why a line differs, when it was made."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from malja.language.clean_text import clean, cut
from malja.language.names import unit_name
from malja.language.say import listed, say
from malja.report.papers.form import Box, Column, Field, Kind, Value
from malja.report.words import MARK, Words
from malja.transport.differences import ReceiptLine
from malja.transport.flight import Flight

#: Longer words of others (senders, numbers, roles) are cut: a paper has to be read.
LONGEST = 60
#: A date that means nothing, for a paper of a flight of which nothing is known.
NO_DATE = datetime.date(1980, 1, 1)

#: A column by its code: what it holds, its share of the width, and the code of what stands above several.
Columns = dict[str, tuple[Kind, float, str]]


def written(text: str) -> str | None:
    """What people wrote, safe to print and not too long; None where there is nothing, for the pen."""
    return cut(clean(text).strip(), LONGEST) or None


def columns(of: Columns) -> tuple[Column, ...]:
    """The columns of a table with their headings."""
    return tuple(
        Column(
            heading=say("receipt", f"column_{code.rpartition('.')[2]}"),
            kind=kind,
            width=width,
            group=say("receipt", f"group_{group}") if group else "",
        )
        for code, (kind, width, group) in of.items()
    )


def fields(known: dict[str, Value]) -> tuple[Field, ...]:
    """The fields of the head by code; lines to write on where nothing is known."""
    return tuple(Field(label=say("receipt", f"field_{code}"), value=value or None) for code, value in known.items())


def trip(flight: Flight, words: Words, ways: dict[str, tuple[str, str]]) -> dict[str, Value]:
    """What every paper of a flight says of it; `ways`: origin and destination of each lift."""
    told = flight.announced
    lift = told.lift if told else ""
    origin, destination = ways.get(lift, ("", ""))
    return {
        "flight": written(flight.flight),
        "manifest": written(told.manifest) if told else None,
        "sender": written(told.sender) if told else None,
        "carrier": written(told.carrier) if told else None,
        "lift": written(lift),
        "from": words.place(origin) if origin else None,
        "to": words.place(destination) if destination else None,
        "landed": flight.landed,
    }


def goods(line: ReceiptLine, words: Words) -> str:
    """The name of the goods of a line, and their code."""
    return say("papers", "goods", name=words.item(line.item), item=clean(line.item))


def unit(line: ReceiptLine, words: Words) -> str:
    """What the goods of a line are counted in."""
    return clean(unit_name(words.items[line.item].unit)) if line.item in words.items else ""


def batch(line: ReceiptLine) -> str:
    """The lot and the last day of use of a line, as far as they are known."""
    return listed(part for part in (clean(line.lot), line.expiry.isoformat() if line.expiry else "") if part)


def reason(line: ReceiptLine) -> str | None:
    """Why a line differs, in words."""
    return say("receipt", f"reason_{line.reason}") if line.reason else None


def roles(flight: Flight) -> str | None:
    """The roles of those who counted, each once."""
    named = {said for one in flight.counted() if (said := written(one.counted_by))}
    return listed(sorted(named)) or None


def footnote(lines: Sequence[ReceiptLine], words: Words) -> tuple[str, ...]:
    """What the mark behind a name means, where one stands."""
    return (say("papers", "note_mark"),) if any(words.item(line.item).endswith(MARK) for line in lines) else ()


def box(title: str, *lines: str) -> Box:
    """A box to sign in, its title and its lines by their codes among the words of papers."""
    return Box(title=say("papers", title), lines=tuple(say("papers", line) for line in lines))


def known_on(flight: Flight) -> datetime.date:
    """The day that a paper bears: of the verification, before it of the last that was told of the flight."""
    if flight.verified:
        return flight.verified.told.happened
    told = [*flight.landings, *(one.told for one in flight.counted()), *(one.told for one in flight.announcements)]
    return max((one.happened for one in told), default=NO_DATE)
