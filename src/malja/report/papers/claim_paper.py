"""The claim to the sender of a flight: what is short, damaged or over, why, and what it weighs and is worth."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from malja.language.numbers import say_number
from malja.language.say import say
from malja.report.papers.form import Form, SignBox
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
from malja.report.papers.waybill import say_exact_quantity
from malja.report.words import Words
from malja.report.workbook_cells import CellValue
from malja.transport.claim import Claim, ClaimLine
from malja.transport.flight import Flight

_COLUMNS: ReceiptColumns = {
    "line": ("code", 11, ""),
    "goods": ("text", 38, ""),
    "batch": ("text", 24, ""),
    "unit": ("text", 13, ""),
    **{
        f"{group}.{code}": ("number", width, group)
        for group in ("shipped_short", "received_good")
        for code, width in (("few_packages", 12.0), ("pack_short", 14.0), ("short_quantity", 16.0))
    },
    **{
        f"{group}.{code}": ("number", width, group)
        for group in ("damaged", "short", "over")
        for code, width in (("few_packages", 12.0), ("short_quantity", 15.0))
    },
    "reason": ("text", 25, ""),
    "kg": ("number", 18, ""),
    "value": ("number", 19, ""),
}


def fill_claim(
    flight: Flight, asked: Claim, words: Words, ways: Mapping[str, tuple[str, str]], *, currency: str
) -> Form:
    """The claim as a form; before it is recorded as sent it is a draft, under the number of the goods received note."""
    verified, claimed = flight.verified, flight.claimed
    note = verified.paper if verified else ""
    known: dict[str, CellValue] = {
        **list_flight_fields(flight, words, dict(ways)),
        "note": note,
        "counted": say_counters(flight),
        "verified": clean_entry(verified.verified_by) if verified else None,
        "claimed_on": claimed.told.happened if claimed else None,
    }
    return fill_receipt_form(
        "claim",
        draft=claimed is None,
        paper=clean_entry(claimed.paper) if claimed else note,
        known=known,
        columns=_COLUMNS,
        rows=tuple(_row(line, words) for line in asked.lines),
        totals=_totals(asked),
        notes=_notes(flight, asked, words, currency),
        boxes=(
            make_box("box_receiver", "sign_name", "sign_organisation", "sign_date", "sign_signature"),
            make_box("box_verified", "sign_name", "sign_date", "sign_signature"),
            _answer(),
        ),
    )


def _row(asked: ClaimLine, words: Words) -> tuple[CellValue, ...]:
    line = asked.line
    return (
        *list_line_cells(line, words),
        *_amount(line.shipped_packs, line.shipped_pack, line.shipped_units),
        *_amount(line.good, line.received_pack, line.good_units),
        *(_some(line.damaged), _some(line.damaged_units)),
        *(_some(line.short_packs), _some(line.short_units)),
        *(_some(line.over_packs), _some(line.over_units)),
        *(say_difference_reason(line), _some(asked.kg), _money(asked.value)),
    )


def _amount(packs: int, size: Decimal | None, units: Decimal) -> tuple[CellValue, CellValue, CellValue]:
    return float(packs), None if size is None else float(size), float(units)


def _some(number: float | Decimal | None) -> float | None:
    """A number where there is one: a claim is read by what stands in it."""
    return float(number) if number else None


def _money(value: float | None) -> float | None:
    return round(value, 2) if value else None


def _totals(asked: Claim) -> tuple[CellValue, ...]:
    """The sums of packages, kilograms and value; quantities are of different things."""
    lines = [one.line for one in asked.lines]
    shipped, good = sum(one.shipped_packs for one in lines), sum(one.good for one in lines)
    rest = [sum(getattr(one, name) for one in lines) for name in ("damaged", "short_packs", "over_packs")]
    return (
        *(None, say("papers", "total"), None, None, float(shipped), None, None, float(good), None, None),
        *(cell for number in rest for cell in (_some(number), None)),
        *(None, _some(asked.kg), _money(asked.value)),
    )


def _notes(flight: Flight, asked: Claim, words: Words, currency: str) -> tuple[str, ...]:
    lines = [one.line for one in asked.lines]
    values = {
        "flight": clean_entry(flight.flight) or "-",
        "short": say_number(float(sum(one.short_packs for one in lines))),
        "damaged": say_number(float(sum(one.damaged for one in lines))),
        "over": say_number(float(sum(one.over_packs for one in lines))),
    }
    if asked.kg is None:
        notes = [say("receipt", "note_claim", **values)]
    else:
        notes = [say("receipt", "note_claim_kg", kg=say_exact_quantity(asked.kg, "kg"), **values)]
    notes += (say("receipt", "note_claimed", currency=currency), say("receipt", "note_units"))
    return (*notes, *say_footnote(lines, words))


def _answer() -> SignBox:
    """Where the sender writes what becomes of the claim."""
    lines = ("answer_accepted", "answer_replaced", "answer_signed")
    return SignBox(title=say("receipt", "box_answer"), lines=tuple(say("receipt", line) for line in lines))
