"""The sheets of the plan's workbook as data: a table for each list of plan.json, a row for each record.

A sheet's words stand in the language's section `workbook`: `sheet_` and `about_` with its code, `column_` and
`meaning_` with a column's. `field` is where the figure stands in plan.json ("": it is looked up in the operation).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from malja.catalogue.facts import TIERS
from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.data_names import Names
from malja.report.trip_loads import find_room
from malja.report.workbook_cells import CellValue

CellKind = Literal["text", "date", "number", "share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: its code, what its cells hold, the code of its unit ("": none), and its field in plan.json."""

    code: str
    kind: CellKind = "text"
    unit: str = ""
    field: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the rows are made from: the operation, the plan as plan.json holds it, names, the numbers of papers.

    `papers`: by the trip's position in the plan.
    """

    operation: Tables
    plan: Plan
    names: Names
    papers: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A sheet: its code, its columns, what gives its rows (a cell for each column), whether plan.json has the list."""

    code: str
    columns: tuple[SheetColumn, ...]
    rows: Callable[[Book], Iterable[tuple[CellValue, ...]]]
    in_json: bool = True


def _aims(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for aim in book.plan.aims:
        yield aim.aim, book.names.aim(aim.aim), aim.value, aim.person_days, aim.cap, aim.bound, aim.gap


def _trips(book: Book) -> Iterator[tuple[CellValue, ...]]:
    names = book.names
    for position, trip in enumerate(book.plan.trips):
        most = find_room(book.operation, trip)
        yield (
            *(book.papers.get(position), trip.lift, trip.vehicle or None),
            *(trip.origin, names.place(trip.origin), trip.destination, names.place(trip.destination)),
            *(trip.leaves, trip.usable, trip.vehicles, trip.kg, _finite(most.kg), trip.m3, _finite(most.m3)),
        )


def _cargo(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for position, trip in enumerate(book.plan.trips):
        for part in trip.cargo:
            yield (
                *(book.papers.get(position), trip.lift, trip.leaves, trip.destination),
                *(part.item, book.names.item(part.item), part.packs),
                *(part.quantity, book.names.item_unit(part.item), part.kg, part.m3),
            )


def _buys(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for row in book.plan.buys:
        cost = (row.cost, book.plan.currency)
        yield (
            *_at(book, row.place),
            row.date,
            *_of(book, row.item),
            row.quantity,
            book.names.item_unit(row.item),
            *cost,
        )


def _quantities(which: str) -> Callable[[Book], Iterator[tuple[CellValue, ...]]]:
    def rows(book: Book) -> Iterator[tuple[CellValue, ...]]:
        for row in getattr(book.plan, which):
            yield *_at(book, row.place), row.date, *_of(book, row.item), row.quantity, book.names.item_unit(row.item)

    return rows


def _coverage(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for row in book.plan.coverage:
        yield (
            *(*_at(book, row.place), row.date, row.need, book.names.need(row.need)),
            *(row.people, row.provided, book.names.need_unit(row.need)),
            *(row.required.get(tier) for tier in TIERS),
            *(row.short.get(tier) for tier in TIERS),
        )


def _eaten(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for row in book.plan.eaten:
        yield (
            *(*_at(book, row.place), row.date, row.food_group or None, book.names.food_group(row.food_group)),
            *(row.grams, row.share, row.min_share, row.max_share, row.min_g, row.max_g),
        )


def _basket_misses(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for row in book.plan.basket_misses:
        group = book.names.food_group(row.food_group) if row.food_group else None
        yield *_at(book, row.place), row.date, row.food_group or None, group, row.rule, row.missed


def _limits(book: Book) -> Iterator[tuple[CellValue, ...]]:
    for row in book.plan.limits:
        yield row.kind, row.place or None, row.name or None, row.days, row.aim, row.worth


def _needs(book: Book) -> Iterator[tuple[CellValue, ...]]:
    shown = {row.need for row in book.plan.coverage}
    for need in book.operation.needs:
        if need.need in shown:
            standards = (need.standard(tier) for tier in TIERS)
            head = (need.need, book.names.need(need.need), need.sector or None, need.kind, need.group)
            yield *head, book.names.need_unit(need.need) or None, *standards, need.weight, *_source(need)


def _items(book: Book) -> Iterator[tuple[CellValue, ...]]:
    plan = book.plan
    shown = {part.item for trip in plan.trips for part in trip.cargo}
    shown |= {row.item for rows in (plan.buys, plan.uses, plan.stock, plan.in_place) for row in rows}
    for item in book.operation.items:
        if item.item in shown:
            pack = (item.pack_quantity, item.pack_kg, item.pack_m3)
            head = (item.item, book.names.item(item.item), item.kind, book.names.item_unit(item.item) or None)
            yield *head, *pack, *_source(item)


def _source(row: Any) -> tuple[CellValue, ...]:
    source = row.source
    said = (source.document, source.edition, source.page, source.basis, source.confidence)
    return tuple(one or None for one in said)


def _at(book: Book, place: str) -> tuple[CellValue, ...]:
    return place, book.names.place(place)


def _of(book: Book, item: str) -> tuple[CellValue, ...]:
    return item, book.names.item(item)


def _finite(most: float) -> float | None:
    """A limit as a cell: blank where there is none."""
    return most if most != float("inf") else None


def _number(code: str, unit: str = "", field: str = "") -> SheetColumn:
    return SheetColumn(code=code, kind="number", unit=unit, field=field or code)


def _day(code: str) -> SheetColumn:
    return SheetColumn(code=code, kind="date", field=code, width=12)


def _text(code: str, width: int = 18, field: str = "") -> SheetColumn:
    return SheetColumn(code=code, width=width, field=field)


_TRIP = SheetColumn(code="trip", width=22)
LIFT, ITEM, NEED, PLACE = (_text(code, field=code) for code in ("lift", "item", "need", "place"))
_ITEM_NAME, _NEED_NAME, _PLACE_NAME = _text("item_name", 34), _text("need_name", 30), _text("place_name", 24)
_UNIT = _text("unit", 12)
_FOOD = (_text("food_group", field="food_group"), _text("food_group_name", 24))
_QUANTITY = _number("quantity", "unit_of_row")
_KG, _M3 = _number("kg", "kg"), _number("m3", "m3")
_HELD = (PLACE, _PLACE_NAME, _day("date"), ITEM, _ITEM_NAME, _QUANTITY, _UNIT)
_SOURCE = tuple(_text(code) for code in ("document", "edition", "page", "basis", "confidence"))
_STANDARDS = tuple(SheetColumn(code=f"standard_{tier}", kind="number", unit="standard") for tier in TIERS)

SHEETS: tuple[PlanSheet, ...] = (
    PlanSheet(
        code="aims",
        columns=(
            *(_text("aim", field="aim"), _text("aim_name", 24), _number("value", "aim")),
            *(_number("person_days", "person_days"), _number("cap", "aim"), _number("bound", "aim")),
            SheetColumn(code="gap", kind="share", unit="share", field="gap"),
        ),
        rows=_aims,
    ),
    PlanSheet(
        code="trips",
        columns=(
            *(
                _TRIP,
                LIFT,
                _text("vehicle", field="vehicle"),
                _text("origin", field="origin"),
                _text("origin_name", 24),
            ),
            *(_text("destination", field="destination"), _text("destination_name", 24), _day("leaves")),
            *(
                _day("usable"),
                _number("vehicles", "vehicles"),
                _KG,
                SheetColumn(code="most_kg", kind="number", unit="kg"),
            ),
            *(_M3, SheetColumn(code="most_m3", kind="number", unit="m3")),
        ),
        rows=_trips,
    ),
    PlanSheet(
        code="cargo",
        columns=(
            *(_TRIP, LIFT, _day("leaves"), _text("destination", field="destination"), ITEM, _ITEM_NAME),
            *(_number("packs", "packs"), _QUANTITY, _UNIT, _KG, _M3),
        ),
        rows=_cargo,
    ),
    PlanSheet(code="buys", columns=(*_HELD, _number("cost", "currency"), _text("currency", 10)), rows=_buys),
    *(
        PlanSheet(code=code, columns=_HELD, rows=_quantities(code))
        for code in ("uses", "runs", "waste", "stock", "in_place")
    ),
    PlanSheet(
        code="coverage",
        columns=(
            *(PLACE, _PLACE_NAME, _day("date"), NEED, _NEED_NAME, _number("people", "people")),
            *(_number("provided", "unit_of_row"), _UNIT),
            *(_number(f"required_{tier}", "unit_of_row", f"required.{tier}") for tier in TIERS),
            *(SheetColumn(code=f"short_{tier}", kind="share", unit="share", field=f"short.{tier}") for tier in TIERS),
        ),
        rows=_coverage,
    ),
    PlanSheet(
        code="eaten",
        columns=(
            *(PLACE, _PLACE_NAME, _day("date"), *_FOOD, _number("grams", "g_person")),
            SheetColumn(code="share", kind="share", unit="share", field="share"),
            *(SheetColumn(code=code, kind="share", unit="share", field=code) for code in ("min_share", "max_share")),
            *(_number(code, "g_person") for code in ("min_g", "max_g")),
        ),
        rows=_eaten,
    ),
    PlanSheet(
        code="basket_charge",
        columns=(
            *(PLACE, _PLACE_NAME, _day("date"), *_FOOD, _text("rule", field="rule")),
            SheetColumn(code="missed", kind="share", unit="share", field="missed"),
        ),
        rows=_basket_misses,
    ),
    PlanSheet(
        code="limits",
        columns=(
            *(_text("kind"), PLACE, _text("limit_name"), SheetColumn(code="days", kind="number", unit="days")),
            *(_text("aim"), SheetColumn(code="worth", kind="number", unit="aim")),
        ),
        rows=_limits,
        in_json=False,
    ),
    PlanSheet(
        code="needs",
        columns=(
            *(NEED, _NEED_NAME, _text("sector"), _text("kind"), _text("group"), _UNIT, *_STANDARDS),
            *(SheetColumn(code="weight", kind="number"), *_SOURCE),
        ),
        rows=_needs,
        in_json=False,
    ),
    PlanSheet(
        code="items",
        columns=(
            *(
                ITEM,
                _ITEM_NAME,
                _text("kind"),
                _UNIT,
                SheetColumn(code="pack_quantity", kind="number", unit="unit_of_row"),
            ),
            *(
                SheetColumn(code="pack_kg", kind="number", unit="kg"),
                SheetColumn(code="pack_m3", kind="number", unit="m3"),
                *_SOURCE,
            ),
        ),
        rows=_items,
        in_json=False,
    ),
)
