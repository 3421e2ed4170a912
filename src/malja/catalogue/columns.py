"""The columns that the catalogue's files and an operation's tables share, each said once.

An operation may leave much of it blank; the catalogue must say everything (`require_all`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from malja.catalogue.groups import EVERYONE
from malja.tables.columns import Column, amount_column, key_column, text_column

#: A century of days, for what outlasts an operation.
CENTURY = 36_600

days_column: Callable[..., Column] = partial(Column, kind="whole", least=0.0, most=CENTURY, unit="days")


def require_all(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns as the catalogue has them: what has a default must be given, and a number is more than nothing."""
    return tuple(_require(column) for column in columns)


def _require(column: Column) -> Column:
    if column.default is not None:
        column = dataclasses.replace(column, required=True, default=None)
    if column.kind == "number" and column.least == 0:
        column = dataclasses.replace(column, least=None, positive=True)
    return column


GROUP_COLUMNS: tuple[Column, ...] = (
    key_column(name="group", meaning="its id, used in needs"),
    amount_column(name="share", required=True, unit="units a person", meaning="units per person (household: 1 / size)"),
    amount_column(name="reach", unit="persons a person", meaning="persons concerned per person; blank: the share"),
)

NEED_COLUMNS: tuple[Column, ...] = (
    key_column(name="need", meaning="its id"),
    text_column(name="name", meaning="its name, for people; blank: the id"),
    text_column(name="sector", meaning="the sector it is reported under"),
    Column(
        name="kind",
        kind="choice",
        required=True,
        choices=("daily", "standing"),
        meaning="daily: used up each day; standing: must be in place",
    ),
    Column(name="group", kind="key", default=EVERYONE, meaning="whose need it is"),
    text_column(name="unit", meaning="what it is counted in"),
    amount_column(name="survival", unit="per unit of the group", meaning="below it lives are at risk"),
    amount_column(name="minimum", unit="per unit of the group", meaning="the humanitarian minimum standard"),
    amount_column(name="target", unit="per unit of the group", meaning="the post-emergency standard"),
    Column(name="weight", kind="number", default=1.0, positive=True, meaning="how much its shortfall counts"),
    Column(name="kept", kind="yes_no", default=False, meaning="yes: those who leave take it along"),
)

ITEM_COLUMNS: tuple[Column, ...] = (
    key_column(name="item", meaning="its id"),
    text_column(name="name", meaning="its name, for people; blank: the id"),
    text_column(name="sector", meaning="the sector it is reported under"),
    Column(
        name="kind",
        kind="choice",
        default="consumable",
        choices=("consumable", "asset"),
        meaning="consumable: used up; asset: stays in place",
    ),
    text_column(name="unit", meaning="what it is counted in"),
    Column(
        name="pack_quantity",
        kind="number",
        default=1.0,
        positive=True,
        unit="units",
        meaning="units in one pack as it is shipped",
    ),
    Column(
        name="pack_kg",
        kind="number",
        required=True,
        positive=True,
        unit="kg",
        meaning="weight of one pack as shipped",
    ),
    amount_column(name="pack_m3", required=True, unit="m3", meaning="volume of one pack as shipped"),
    days_column(name="shelf_life_days", meaning="days for which it may be used; blank: for good"),
    amount_column(
        name="max_per_person_day", unit="units", meaning="most that one person uses up in a day; blank: no limit"
    ),
    days_column(name="setup_days", default=0, meaning="from usable until an asset stands"),
    Column(
        name="life_days",
        kind="whole",
        least=1,
        most=CENTURY,
        unit="days",
        meaning="days for which an asset lasts; blank: for good",
    ),
)

CONTENT_COLUMNS: tuple[Column, ...] = (
    key_column(name="item", meaning="the item"),
    key_column(name="need", meaning="the need"),
    Column(
        name="how",
        kind="choice",
        required=True,
        choices=("use", "in_place", "per_day"),
        meaning="use: when a consumable is used; in_place: while an asset stands; per_day: each day an asset runs",
    ),
    amount_column(name="quantity", required=True, unit="the need's unit", meaning="what one unit of the item gives"),
)

RUNNING_COLUMNS: tuple[Column, ...] = (
    key_column(name="item", meaning="the asset"),
    key_column(name="input", meaning="an item, or a daily need whose service at the place it draws on (raw water)"),
    amount_column(
        name="quantity", required=True, unit="the input's unit a day", meaning="what one unit uses up in a day"
    ),
)
