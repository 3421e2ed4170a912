"""Figures in use that rest on recall or assumption, and rows that do not say where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from malja.catalogue.facts import NO_SOURCE, Source
from malja.catalogue.groups import STANDING_GROUPS
from malja.catalogue.load_catalogue import load_catalogue
from malja.operation.notices.reachable_goods import find_goods_at_places
from malja.operation.rows import Tables
from malja.operation.schema import TABLES
from malja.operation.vehicles import load_vehicles
from malja.problems import Origin, Problem

#: Tables the catalogue has too.
_SHARED_TABLES = ("groups", "needs", "items", "contents", "running")


def find_uncertain_figures(tables: Tables) -> Iterator[Problem]:
    """Figures that are recalled, assumed or little trusted, table by table; then rows without a source, counted."""
    for table, key, source, origin in list_rows_in_use(tables):
        if source.is_uncertain:
            code = f"rests_on_{source.basis}" if source.basis in ("recalled", "assumed") else "low_confidence"
            yield Problem(
                code=f"{code}_noted" if source.note else code,
                file=origin.file if origin else table,
                row=origin.row if origin else None,
                values=(("key", key), ("note", source.note)),
            )
    for name in [table.name for table in TABLES]:
        rows = find_own_rows(tables, name)
        bare = sum(row.source == NO_SOURCE for row in rows)
        if bare:
            yield Problem.at(None, "without_source", table=name, bare=bare, rows=len(rows))


def find_own_rows(tables: Tables, table: str) -> list[Any]:
    """The rows of a table that the operation gives itself, those of the catalogue left out."""
    given: set[int] = set()
    if table in _SHARED_TABLES and tables.catalogue == "sphere":
        given = {id(row) for row in getattr(load_catalogue(tables.climate), table)}
    always = STANDING_GROUPS if table == "groups" else ()
    return [row for row in getattr(tables, table) if id(row) not in given and getattr(row, "group", None) not in always]


def list_rows_in_use(tables: Tables) -> Iterator[tuple[str, str, Source, Origin | None]]:
    """Every row whose figures can change the plan (table, key, source, where it was read).

    Needs that are asked, goods that can come, and what belongs to them.
    """
    goods = set().union(*find_goods_at_places(tables).values())
    asked = [need for need in tables.needs if any(need.standard(tier) for tier in ("survival", "minimum", "target"))]
    needed = {need.need for need in asked} | {row.input for row in tables.running if row.item in goods}
    groups = {need.group for need in asked}
    rows: dict[str, list[Any]] = {table.name: list(getattr(tables, table.name)) for table in TABLES}
    rows["groups"] = [group for group in tables.groups if group.group in groups]
    rows["needs"] = asked
    rows["items"] = [item for item in tables.items if item.item in goods]
    rows["contents"] = [row for row in tables.contents if row.item in goods and row.need in needed]
    rows["baskets"] = [row for row in tables.baskets if row.basket == tables.basket]
    rows["running"] = [row for row in tables.running if row.item in goods]
    for table in TABLES:
        for row in rows[table.name]:
            key = " ".join(str(getattr(row, column)) for column in table.key if hasattr(row, column))
            yield table.name, key, row.source, row.read_at
    used = {lift.vehicle for lift in tables.lifts if lift.payload_kg is None or lift.volume_m3 is None}
    for name, vehicle in load_vehicles().items():
        if name in used:
            yield "vehicles", name, vehicle.source, None
