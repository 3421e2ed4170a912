"""A report without what is empty: no table without rows, no column of blanks, no heading over nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

from malja.report.document import (
    Bullets,
    Derivation,
    Document,
    Heat,
    KeyFigures,
    Paragraph,
    ReportBlock,
    ReportGroup,
    ReportSection,
    ReportTable,
    TripLoad,
    TripLoads,
)

_Part = TypeVar("_Part", ReportSection, ReportGroup, Derivation)


def drop_empty_parts(document: Document) -> Document:
    """The document without blocks that hold nothing, blank columns of tables, and parts of which nothing is left."""
    return dataclasses.replace(document, sections=_filled(document.sections), derivations=_filled(document.derivations))


def _filled(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    """The parts with what they hold, those that hold anything."""
    kept = [dataclasses.replace(part, blocks=_blocks(part.blocks)) for part in parts]
    return tuple(part for part in kept if part.blocks)


def _blocks(blocks: Sequence[ReportBlock]) -> tuple[ReportBlock, ...]:
    return tuple(kept for block in blocks if (kept := _block(block)) is not None)


def _block(block: ReportBlock) -> ReportBlock | None:
    """The block without its blanks; None: nothing is left of it."""
    match block:
        case ReportGroup():
            return next(iter(_filled((block,))), None)
        case ReportTable():
            return _table(block)
        case TripLoads():
            trips = tuple(_trip(trip) for trip in block.trips)
            return dataclasses.replace(block, trips=trips) if trips else None
        case Bullets():
            lines = tuple(line for line in block.lines if line.text.strip())
            return dataclasses.replace(block, lines=lines) if lines else None
        case Paragraph():
            return block if block.said.text.strip() else None
        case KeyFigures():
            return block if block.figures else None
        case Heat():
            return block if block.rows else None
        case _:
            return block


def _trip(trip: TripLoad) -> TripLoad:
    return dataclasses.replace(trip, cargo=None if trip.cargo is None else _table(trip.cargo))


def _table(table: ReportTable) -> ReportTable | None:
    """The table without columns that are blank in every row; its first column names the rows and stays."""
    if not table.rows:
        return None
    kept = [
        place for place in range(len(table.columns)) if place == 0 or any(row[place].text.strip() for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    return dataclasses.replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )
