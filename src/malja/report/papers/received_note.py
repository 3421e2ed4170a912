"""The goods received note of a flight: what was shipped, what was found, what differs and why, by whom.

Before the flight is verified the same paper is its tally sheet, with what is not yet counted left to the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from malja.language.say import say
from malja.report.papers.form import Form
from malja.report.papers.receipt_form import (
    ReceiptColumns,
    clean_entry,
    fill_receipt_form,
    list_flight_fields,
    list_line_cells,
    make_box,
    say_counters,
    say_difference_reason,
    say_footnote,
)
from malja.report.words import Words
from malja.report.workbook_cells import CellValue
from malja.transport.flight import Flight
from malja.transport.receipt_lines import ReceiptLine, list_receipt_lines

_COLUMNS: ReceiptColumns = {
    "line": ("code", 11, ""),
    "goods": ("text", 45, ""),
    "batch": ("text", 27, ""),
    "unit": ("text", 15, ""),
    "shipped.packages": ("number", 18, "shipped"),
    "shipped.pack": ("number", 17, "shipped"),
    "shipped.quantity": ("number", 18, "shipped"),
    "received.pack": ("number", 17, "received"),
    "received.good": ("number", 14, "received"),
    "received.damaged": ("number", 17, "received"),
    "received.quantity_good": ("number", 18, "received"),
    "difference.packages": ("number", 18, "difference"),
    "difference.quantity": ("number", 18, "difference"),
    "reason": ("text", 27, ""),
    "counted_by": ("text", 22, ""),
}


def fill_received_note(flight: Flight, words: Words, ways: dict[str, tuple[str, str]]) -> Form:
    """The goods received note of a flight, or its tally sheet before it is verified."""
    lines, verified = list_receipt_lines(flight), flight.verified
    known: dict[str, CellValue] = {
        **list_flight_fields(flight, words, ways),
        "store": words.place(verified.store) if verified else None,
        "counted": say_counters(flight),
        "verified": clean_entry(verified.verified_by) if verified else None,
        "verified_on": verified.told.happened if verified else None,
        "leaves": flight.leaves,
        "claim": clean_entry(flight.claimed.paper) if flight.claimed else None,
        "seal": None,
        "temperature": None,
    }
    return fill_receipt_form(
        "note" if verified else "tally",
        paper=verified.paper if verified else clean_entry(flight.flight),
        known=known,
        columns=_COLUMNS,
        rows=tuple(_row(line, words) for line in lines),
        totals=_totals(lines),
        notes=_notes(flight, lines, words),
        boxes=(
            make_box("box_transporter", "sign_name", "sign_organisation", "sign_date", "sign_signature"),
            make_box("box_counted", "sign_name", "sign_date", "sign_signature"),
            make_box("box_verified", "sign_name", "sign_date", "sign_signature"),
        ),
    )


def _row(line: ReceiptLine, words: Words) -> tuple[CellValue, ...]:
    """A line; what was not counted yet is blank, and nothing is not."""
    counted: tuple[CellValue, ...] = (
        *(_number(line.received_pack), float(line.good), float(line.damaged), float(line.good_units)),
        *(float(line.packs), float(line.units), say_difference_reason(line), clean_entry(line.counted_by)),
    )
    return (
        *list_line_cells(line, words),
        *(float(line.shipped_packs), _number(line.shipped_pack), float(line.shipped_units)),
        *(counted if line.counted else (None,) * len(counted)),
    )


def _number(size: Decimal | None) -> float | None:
    return None if size is None else float(size)


def _totals(lines: Sequence[ReceiptLine]) -> tuple[CellValue, ...]:
    """The sums of packages, not of differences: one short and one over are not none. None before all is counted."""
    counted = bool(lines) and all(line.counted for line in lines)
    good, damaged = sum(line.good for line in lines), sum(line.damaged for line in lines)
    return (
        *(None, say("papers", "total"), None, None, float(sum(line.shipped_packs for line in lines)), None, None),
        *(None, float(good) if counted else None, float(damaged) if counted else None, None, None, None, None, None),
    )


def _notes(flight: Flight, lines: Sequence[ReceiptLine], words: Words) -> tuple[str, ...]:
    notes = [say("receipt", "note_difference")]
    if flight.verified is None:
        notes.append(say("receipt", "note_not_verified"))
    elif any(line.damaged for line in lines):
        notes.append(say("receipt", "note_damaged"))
    if any(line.counted and line.shipped_pack is None for line in lines):
        notes.append(say("receipt", "note_beside"))
    if flight.off:
        notes.append(say("receipt", "note_cancelled"))
    notes += (say("receipt", "note_again", paper=one.paper) for one in flight.verifications[1:])
    if flight.late:
        notes.append(say("receipt", "note_late"))
    return (*notes, *say_footnote(lines, words))
