"""The manifests: one Excel workbook, an overview first, then a sheet for each trip and one for each road."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from malja.catalogue.facts import Hazard
from malja.files import write_whole
from malja.language.say import say
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.search.trip_loading import TripLoading
from malja.operation.rows import Tables
from malja.report.papers.cargo_lines import CargoLine, list_cargo_lines, load_hazards
from malja.report.papers.waybill_numbers import NumberedTrip, number_trips
from malja.report.trip_loads import find_room
from malja.report.words import WORKBOOK_NAME, Words
from malja.report.workbook_cells import CellValue, choose_sheet_name, put_cell, put_heading, set_up_print
from malja.tables.write_workbook import make_workbook_bytes

_OVERVIEW = {
    "number": 6,
    "sheet": 32,
    "paper": 20,
    "lift": 18,
    "vehicle": 18,
    "vehicles": 9,
    "origin": 18,
    "destination": 18,
    "leaves": 12,
    "usable": 12,
    "kg": 12,
    "payload": 12,
    "m3": 10,
    "volume": 10,
}
_LINES = {
    "number": 6,
    "item": 18,
    "name": 34,
    "packs": 9,
    "pack_quantity": 10,
    "unit": 9,
    "quantity": 12,
    "kg": 12,
    "m3": 10,
    "un_number": 16,
    "hazard_class": 9,
    "cold_chain": 11,
    "serves": 30,
    "why": 38,
    "fixed": 12,
}
_PER_VEHICLE = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    """A trip with its number (that of its papers), its sheet, its lines, and the room and packs of its vehicles."""

    number: int
    paper: str
    sheet: str
    trip: Trip
    room: Room
    lines: tuple[CargoLine, ...]
    split: list[list[float]] | None


def save_manifests(operation: Tables, plan: Plan, path: str | Path) -> None:
    """Write the manifests of a plan to an Excel workbook, whole or not at all (Failed: it cannot be written)."""
    write_whole(Path(path), make_manifests(operation, plan))


def make_manifests(operation: Tables, plan: Plan) -> bytes:
    """The manifests as an Excel workbook: the same plan gives the same bytes. Text cells are never formulas."""
    words = Words(operation, longest=WORKBOOK_NAME)
    hazards, loading = load_hazards(operation), TripLoading(operation)
    taken: set[str] = set()
    workbook = Workbook()
    overview = workbook.active
    overview.title = choose_sheet_name(say("manifest", "overview"), taken)
    every = number_trips(plan)
    flights = [one for one in every if one.trip.vehicles]
    manifests = []
    for one in flights:
        trip = one.trip
        name = choose_sheet_name(f"{one.number:03} {trip.leaves} {trip.lift}", taken)
        lines = list_cargo_lines(operation, trip, words, hazards)
        manifests.append(
            _Manifest(
                number=one.number,
                paper=one.paper,
                sheet=name,
                trip=trip,
                room=find_room(operation, trip),
                lines=lines,
                split=loading.share_out(trip) if (trip.vehicles or 1) > 1 else None,
            )
        )
        _trip_sheet(workbook.create_sheet(name), words, manifests[-1], len(flights))
    roads = [one for one in every if not one.trip.vehicles]
    for lift in dict.fromkeys(one.trip.lift for one in roads):
        sheet = workbook.create_sheet(choose_sheet_name(lift, taken))
        _road_sheet(sheet, words, operation, hazards, [one for one in roads if one.trip.lift == lift])
    _overview(overview, words, plan, manifests)
    return make_workbook_bytes(workbook, plan.start)


def _titles(words: Words, columns: Mapping[str, int]) -> list[str]:
    return [say("manifest", f"column_{column}") for column in columns]


def _overview(sheet: Worksheet, words: Words, plan: Plan, manifests: list[_Manifest]) -> None:
    put_cell(sheet, 1, 1, say("manifest", "overview_title", operation=plan.operation), "bold")
    if not manifests:
        put_cell(sheet, 2, 1, say("manifest", "none"))
    put_heading(sheet, 3, _titles(words, _OVERVIEW), list(_OVERVIEW.values()))
    for row, one in enumerate(manifests, 4):
        trip = one.trip
        values: tuple[CellValue, ...] = (
            *(one.number, one.sheet, one.paper, trip.lift, trip.vehicle, trip.vehicles),
            *(words.place(trip.origin), words.place(trip.destination), trip.leaves, trip.usable),
            *(trip.kg, _limit(one.room.kg), trip.m3, _limit(one.room.m3)),
        )
        for column, value in enumerate(values, 1):
            put_cell(sheet, row, column, value)
        link = sheet.cell(row=row, column=2)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{one.sheet}'!A1")
        link.style = "Hyperlink"
    set_up_print(sheet)


def _limit(most: float) -> float | None:
    """A limit as a cell: blank where there is none."""
    return most if most != float("inf") else None


def _trip_sheet(sheet: Worksheet, words: Words, one: _Manifest, of: int) -> None:
    trip = one.trip
    put_cell(sheet, 1, 1, say("manifest", "title", number=one.number, of=of, lift=trip.lift), "bold")
    head: dict[str, CellValue] = {
        "paper": one.paper,
        "vehicle": trip.vehicle,
        "vehicles": trip.vehicles,
        "origin": words.place(trip.origin),
        "destination": words.place(trip.destination),
        "leaves": trip.leaves,
        "usable": trip.usable,
        **({} if trip.pallets is None else {"pallets": trip.pallets}),
    }
    for row, (code, value) in enumerate(head.items(), 2):
        put_cell(sheet, row, 1, say("manifest", f"column_{code}"), "bold")
        put_cell(sheet, row, 3, value)
    first = len(head) + 4
    vehicles = trip.vehicles or 1
    split = one.split
    more = [say("manifest", "column_of_vehicle", vehicle=number) for number in range(1, vehicles + 1)] if split else []
    put_heading(sheet, first - 1, _titles(words, _LINES) + more, [*_LINES.values(), *[_PER_VEHICLE] * len(more)])
    for index, line in enumerate(one.lines):
        _line(sheet, first + index, index + 1, line)
        for vehicle, packs in enumerate(split[index] if split else ()):
            put_cell(sheet, first + index, len(_LINES) + 1 + vehicle, packs or None)
    row = first + len(one.lines)
    _totals(sheet, row, words, one)
    if split:
        _vehicle_totals(sheet, row, one, split)
    notes = [say("manifest", "note_hazards"), words.say("mark")]
    if vehicles > 1 and split is None:
        notes.append(say("manifest", "note_split"))
    for below, note in enumerate(notes):
        put_cell(sheet, row + 4 + below, 1, note)
    set_up_print(sheet)


def _line(sheet: Worksheet, row: int, number: int, line: CargoLine) -> None:
    values: tuple[CellValue, ...] = (
        *(number, line.item, line.name, line.packs, line.pack_quantity, line.unit, line.quantity, line.kg, line.m3),
        *(line.un_number, line.hazard_class, line.cold_chain, line.serves, line.why, line.fixed),
    )
    for column, value in enumerate(values, 1):
        put_cell(sheet, row, column, value, "wrap" if isinstance(value, str) else "")


def _totals(sheet: Worksheet, row: int, words: Words, one: _Manifest) -> None:
    """Totals, what the vehicles carry at most, and what is left."""
    kg, m3 = _limit(one.room.kg), _limit(one.room.m3)
    rows: dict[str, tuple[float | None, float | None]] = {
        "total": (sum(line.kg for line in one.lines), sum(line.m3 for line in one.lines)),
        "most": (kg, m3),
        "free": (None if kg is None else kg - one.trip.kg, None if m3 is None else m3 - one.trip.m3),
    }
    columns = list(_LINES)
    for below, (code, values) in enumerate(rows.items()):
        put_cell(sheet, row + below, 3, say("manifest", code), "bold")
        for column, value in zip(("kg", "m3"), values, strict=True):
            put_cell(sheet, row + below, columns.index(column) + 1, value, "bold")


def _vehicle_totals(sheet: Worksheet, row: int, one: _Manifest, split: list[list[float]]) -> None:
    """Kilograms and, below them, cubic metres of each vehicle."""
    for vehicle in range(one.trip.vehicles or 1):
        for below, unit in enumerate(("kg", "m3")):
            total = sum(
                packs[vehicle] * (line.kg if unit == "kg" else line.m3) / line.packs
                for line, packs in zip(one.lines, split, strict=True)
                if line.packs
            )
            cell = put_cell(sheet, row + below, len(_LINES) + 1 + vehicle, total, "bold")
            cell.number_format = f'#,##0.### "{unit}"'


def _road_sheet(
    sheet: Worksheet, words: Words, operation: Tables, hazards: Mapping[str, Hazard], loads: list[NumberedTrip]
) -> None:
    """A road's loads, a line for each day and item."""
    first = loads[0].trip
    ends = {"origin": words.place(first.origin), "destination": words.place(first.destination)}
    put_cell(sheet, 1, 1, say("manifest", "road_title", lift=first.lift, **ends), "bold")
    columns = {"leaves": 12, "usable": 12, "paper": _OVERVIEW["paper"]} | {key: _LINES[key] for key in _ROAD}
    put_heading(sheet, 3, _titles(words, columns), list(columns.values()))
    row = 4
    for one in loads:
        trip = one.trip
        for line in list_cargo_lines(operation, trip, words, hazards):
            values = (trip.leaves, trip.usable, one.paper, *(getattr(line, column) for column in _ROAD))
            for column, value in enumerate(values, 1):
                put_cell(sheet, row, column, value, "wrap" if isinstance(value, str) else "")
            row += 1
    set_up_print(sheet)


_ROAD = ("item", "name", "quantity", "unit", "kg", "m3", "un_number", "hazard_class", "cold_chain", "serves", "fixed")
