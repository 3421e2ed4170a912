"""Goods in stock that count for nothing: they serve no need that is asked here, and would vanish without a word."""

from __future__ import annotations

from collections.abc import Iterator

from malja.catalogue.facts import Content, Need
from malja.catalogue.load_catalogue import load_catalogue
from malja.operation.counted_contents import list_counted_contents
from malja.operation.notices.reachable_goods import find_goods_at_places, find_inhabited_sites
from malja.operation.rows import Stock, Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.operation.rules.references import index_rows
from malja.problems import Problem


def find_idle_stock(tables: Tables, place: str = "") -> Iterator[Problem]:
    """A notice for each item at a place (blank: at any) that counts for nothing: why, and a good that would count.

    Nothing is said of what gives a need that is asked, or is what something at the place runs on.
    """
    if not find_inhabited_sites(tables):
        return
    asked = {need.need for need in tables.needs if _is_asked(need)}
    counted = list_counted_contents(tables)
    serving = {row.item for row in counted if row.quantity > 0 and row.need in asked}
    goods = find_goods_at_places(tables)
    lying: dict[tuple[str, str], list[Stock]] = {}
    for row in tables.stock:
        if row.quantity > 0 and row.item not in serving and place in ("", row.place):
            lying.setdefault((row.place, row.item), []).append(row)
    for (where, item), rows in lying.items():
        there = goods[where]
        if not any(one.input == item and one.item in there & serving for one in tables.running):
            counting = sorted(counted, key=lambda one: one.item not in there)
            yield _notice(tables, rows[0], sum(row.quantity for row in rows), asked, counting)


def _is_asked(need: Need) -> bool:
    return any(need.standard(tier) for tier in ("survival", "minimum", "target"))


def _notice(tables: Tables, row: Stock, quantity: float, asked: set[str], counted: list[Content]) -> Problem:
    """Why an item counts for nothing; `counted`: what counts here, what can be at the place first."""
    items, needs = index_rows(tables, "items"), index_rows(tables, "needs")
    item, place = items[row.item], index_rows(tables, "places")[row.place]
    named = {"goods": item.name or item.item, "place": place.name or place.place, "quantity": f"{quantity:,.12g}"}
    elsewhere = next((one for one in _list_other_climate(tables) if one.item == row.item and one.need in asked), None)
    if elsewhere is not None:
        other = next((one.item for one in counted if one.need == elsewhere.need and one.quantity > 0), "")
        code = f"stock_idle_in_{tables.climate}" if other else f"stock_idle_in_{tables.climate}_alone"
        named["need"] = needs[elsewhere.need].name or elsewhere.need
        return row_problem("stock", row, code, goods_here=items[other].name or other if other else "", **named)
    gives = [one for one in tables.contents if one.item == row.item and one.quantity > 0]
    if any(one.need in asked for one in gives):
        return row_problem("stock", row, "stock_idle_special", **named)
    if gives:
        need = needs[gives[0].need]
        return row_problem("stock", row, "stock_idle_not_asked", need=need.name or need.need, **named)
    fuel = any(one.input == row.item for one in tables.running)
    return row_problem("stock", row, "stock_idle_fuel" if fuel else "stock_idle_unknown", **named)


def _list_other_climate(tables: Tables) -> tuple[Content, ...]:
    """What the catalogue lets count in the other climate."""
    if tables.catalogue == "none":
        return ()
    return load_catalogue("warm" if tables.climate == "cold" else "cold").contents
