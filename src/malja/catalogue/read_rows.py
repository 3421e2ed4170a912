"""The catalogue's files, from text to rows, and from the rows of one climate to facts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Literal

from malja.catalogue.facts import (
    Airport,
    AlertThreshold,
    BasketRule,
    Catalogue,
    Content,
    DangerousGoods,
    Group,
    Hazard,
    IndicativePrice,
    Item,
    Need,
    Running,
    Segregation,
    Source,
    Stowage,
    Vehicle,
    fill_inherited,
)
from malja.catalogue.schema import CATALOGUE_TABLES, PAYLOAD_DISTANCES_KM
from malja.problems import Problem
from malja.tables.columns import Table
from malja.tables.rows import ParsedRow, ParsedSheet, parse_sheet
from malja.tables.sheets import Sheet

Climate = Literal["warm", "cold"]

_KINDS: dict[str, type[Any]] = {
    "needs": Need,
    "items": Item,
    "contents": Content,
    "running": Running,
    "groups": Group,
    "vehicles": Vehicle,
    "airports": Airport,
    "prices": IndicativePrice,
    "hazards": Hazard,
    "un_numbers": DangerousGoods,
    "thresholds": AlertThreshold,
    "baskets": BasketRule,
    "stowage": Stowage,
    "segregation": Segregation,
}


def name_file(name: str) -> str:
    """How a file of the catalogue is called in problems."""
    return f"catalogue/{name}.csv"


def parse_files(texts: Mapping[str, str]) -> dict[str, ParsedSheet]:
    """Every file of the catalogue parsed, from the texts by file name without .csv; a missing one holds a problem."""
    return {name: _parse(table, texts.get(name)) for name, table in CATALOGUE_TABLES.items()}


def _parse(table: Table, text: str | None) -> ParsedSheet:
    if text is None:
        return ParsedSheet(problems=(Problem(code="file_missing", file=name_file(table.name)),), complete=False)
    return parse_sheet(table, Sheet(file=name_file(table.name), rows=enumerate(csv.reader(io.StringIO(text)), start=1)))


def select_climate(files: Mapping[str, ParsedSheet], climate: Climate) -> dict[str, tuple[ParsedRow, ...]]:
    """The rows that apply in a climate, and can be read, by file."""
    return {
        name: tuple(row for row in parsed.rows if not row.broken and row.values.get("climate", "") in ("", climate))
        for name, parsed in files.items()
    }


def find_repeated_keys(rows: Mapping[str, Sequence[ParsedRow]]) -> Iterator[Problem]:
    """Keys that stand more than once among the rows of one climate: a row for both climates and one for this one."""
    for name, table in CATALOGUE_TABLES.items():
        key = [column for column in table.key if column != "climate"]
        seen: dict[tuple[Any, ...], ParsedRow] = {}
        for row in rows[name]:
            named = tuple(row.values[column] for column in key)
            before = seen.setdefault(named, row)
            if before is not row:
                said = " ".join(map(str, named))
                yield Problem.at(row.origin, "name_twice", key[-1], said, first=before.origin.row)


def make_catalogue(rows: Mapping[str, Sequence[ParsedRow]]) -> Catalogue:
    """The rows as facts, each with its source and the file and row it stands in."""
    return Catalogue(**{name: tuple(_fact(name, row) for row in rows[name]) for name in CATALOGUE_TABLES})


def _fact(name: str, row: ParsedRow) -> Any:
    kind = _KINDS[name]
    wanted = {field.name for field in fields(kind)}
    values: dict[str, Any] = {column: value for column, value in row.values.items() if column in wanted}
    values["source"] = Source(**{field.name: row.values[field.name] for field in fields(Source)})  # type: ignore[arg-type]
    values["read_at"] = row.origin
    fill_inherited(name, values)
    if kind is Segregation:
        values["this_class"] = row.values["class"]
    if kind is Vehicle:
        values["payloads"] = _payloads(row)
    if kind is Hazard:
        numbers = str(row.values["un_numbers"]).split(";")
        values["un_numbers"] = tuple(number.strip() for number in numbers if number.strip())
    return kind(**values)


def _payloads(row: ParsedRow) -> tuple[tuple[float, float], ...]:
    """The payloads in kg at their distances in km; `range_km` carries the last of them further."""
    given = [(float(km), row.values[f"payload_{km}km_kg"]) for km in PAYLOAD_DISTANCES_KM]
    payloads = [(km, float(kg)) for km, kg in given if isinstance(kg, int | float)]
    reach = row.values["range_km"]
    if isinstance(reach, int | float):
        payloads.append((float(reach), payloads[-1][1]))
    return tuple(payloads)
