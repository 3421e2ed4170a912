"""The papers of a flight that came as files: the goods received note and, where something differs, the claim."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from malja.operation.rows import Tables
from malja.report.papers.claim_paper import fill_claim
from malja.report.papers.form import Form
from malja.report.papers.paper_files import HARMLESS
from malja.report.papers.paper_pdf import print_forms
from malja.report.papers.paper_workbook import make_paper_workbook
from malja.report.papers.receipt_form import find_paper_date
from malja.report.papers.received_note import fill_received_note
from malja.report.words import PAPER_NAME, Words
from malja.transport.claim import make_claim
from malja.transport.flight import Flight
from malja.transport.receipt_lines import find_differences


def make_receipt_files(operation: Tables, flight: Flight) -> dict[str, bytes]:
    """A PDF and a workbook of each paper of a flight, in the current language, by the names of the files.

    Before it is verified: its tally sheet. From then on its goods received note and, where what was received differs
    from what was shipped, the claim to its sender. The operation gives names, weights and values. Raises Failed when a
    page cannot be printed.
    """
    words = Words(operation, longest=PAPER_NAME)
    ways = {lift.lift: (lift.origin, lift.destination) for lift in operation.lifts}
    made = find_paper_date(flight)
    files = _files("" if flight.verified else "tally_", fill_received_note(flight, words, ways), made)
    if flight.verified and find_differences(flight):
        asked = make_claim(flight, _kg_of(operation), _value_of(operation))
        form = fill_claim(flight, asked, words, ways, currency=operation.currency)
        sent = flight.claimed
        files |= _files("" if sent else "claim_draft_", form, sent.told.happened if sent else made)
    return files


def _files(prefix: str, form: Form, made: datetime.date) -> dict[str, bytes]:
    name = prefix + (HARMLESS.sub("-", form.paper).strip("-") or "paper")
    return {f"{name}.pdf": print_forms([form], made), f"{name}.xlsx": make_paper_workbook([form], made)}


def _kg_of(operation: Tables) -> Callable[[str], float | None]:
    """Gross kilograms of one unit of an item, as it is packed."""
    kg = {item.item: item.pack_kg / item.pack_quantity for item in operation.items}
    return kg.get


def _value_of(operation: Tables) -> Callable[[str], float | None]:
    """What one unit of an item costs, where every place that has it at a price has it at the same."""
    prices: dict[str, set[float]] = {}
    for row in operation.supply:
        if row.unit_cost:
            prices.setdefault(row.item, set()).add(row.unit_cost)
    one = {item: costs.pop() for item, costs in prices.items() if len(costs) == 1}
    return one.get
