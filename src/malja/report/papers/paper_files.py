"""All papers of a plan as files, in a folder named by their series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from malja.catalogue.facts import Hazard, Vehicle
from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.operation.vehicles import load_vehicles
from malja.report.papers.cargo_lines import load_hazards
from malja.report.papers.consignments import make_consignments
from malja.report.papers.packing_list import fill_packing_list
from malja.report.papers.pallets import PalletSize, load_pallets
from malja.report.papers.paper_pdf import print_trip
from malja.report.papers.paper_workbook import make_paper_workbook
from malja.report.papers.waybill import fill_waybill
from malja.report.papers.waybill_numbers import NumberedTrip, name_series, number_trips
from malja.report.words import PAPER_NAME, Words

#: What a name may hold in the name of a file on every system: letters and digits of any script, hyphen, underscore.
HARMLESS = re.compile(r"[^\w-]+")
_LONGEST_PART = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What all trips need: names, dangerous goods, types of vehicles."""

    words: Words
    hazards: Mapping[str, Hazard]
    vehicles: Mapping[str, Vehicle]


def make_paper_files(
    operation: Tables, plan: Plan, *, size: PalletSize | None = None, labels_per_page: int = 4
) -> dict[str, bytes]:
    """The papers of every trip, in the current language, by the path of each file with / between folders.

    For each trip a PDF with waybill and packing list of each vehicle, then the labels of its pallets (none by road,
    where the plan counts no packs), and a workbook of the forms. `size` is what a pallet holds at most. Raises Failed
    when a page cannot be printed.
    """
    known = _Known(
        words=Words(operation, longest=PAPER_NAME), hazards=load_hazards(operation), vehicles=load_vehicles()
    )
    folder = name_series(plan)
    return {
        f"{folder}/{name}": content
        for one in number_trips(plan)
        for name, content in _trip(operation, plan, one, known, size or PalletSize(), labels_per_page)
    }


def _trip(
    operation: Tables, plan: Plan, one: NumberedTrip, known: _Known, size: PalletSize, per_page: int
) -> Iterator[tuple[str, bytes]]:
    carried = make_consignments(operation, one, known.words, known.hazards)
    loads = [(consignment, load_pallets(consignment, size)) for consignment in carried]
    forms = [
        form
        for consignment, on in loads
        for form in (
            fill_waybill(consignment, known.words, known.vehicles),
            fill_packing_list(consignment, on, size, known.words),
        )
    ]
    name = _name_files(one)
    yield f"{name}.pdf", print_trip(forms, loads, known.words, plan.start, per_page=per_page)
    yield f"{name}.xlsx", make_paper_workbook(forms, plan.start)


def _name_files(one: NumberedTrip) -> str:
    """What the files of a trip are named by: number, day and lift, without a sign that means something to a system."""
    lift = HARMLESS.sub("-", one.trip.lift).strip("-")[:_LONGEST_PART]
    return "_".join(part for part in (f"{one.number:03}", one.trip.leaves.isoformat(), lift) if part)
