"""The tables that a site keeps as facts: the operation's, its own keys, where stock stands, and the site's settings."""

from __future__ import annotations

from malja.operation import schema
from malja.operation.settings import SETTINGS
from malja.operation.settings import SETTINGS_TABLE as OPERATION_SHEET
from malja.stock.clinic.alerts import THRESHOLD_TABLE as THRESHOLDS
from malja.tables.columns import Column, Table

#: The operation's own keys: one row without a key of its own.
OPERATION_TABLE = Table(
    name=OPERATION_SHEET.name, unique=True, meaning="the operation's own keys, in one row", columns=SETTINGS
)

STORES_TABLE = Table(
    name="stores",
    key=("store",),
    unique=True,
    meaning="where stock stands; every place is a store of its own id too",
    columns=(
        Column(name="store", kind="key", required=True, meaning="its id"),
        Column(name="place", kind="key", required=True, meaning="the place it belongs to"),
        Column(
            name="kind",
            kind="choice",
            default="store",
            choices=("store", "kitchen", "clinic", "point"),
            meaning="store, kitchen, clinic, or point (where goods are given out)",
        ),
        Column(name="name", default="", meaning="its name, for people"),
    ),
)

SITE_TABLE = Table(
    name="site",
    unique=True,
    meaning="the site's own settings, in one row",
    columns=(
        Column(name="name", default="", meaning="the site's name, for people"),
        Column(
            name="meals_per_day",
            kind="number",
            default=3.0,
            positive=True,
            most=10.0,
            unit="meals a person",
            meaning="meals that the kitchens are to cook for each person",
        ),
    ),
)

#: What is folded from facts of its own is no table of the register: stock, and cargo on flights.
FOLDED_TABLES = frozenset({"stock", "committed"})

#: Every table of the register by name. `people` holds who is expected.
REGISTER_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        OPERATION_TABLE,
        SITE_TABLE,
        STORES_TABLE,
        THRESHOLDS,
        *(table for table in schema.TABLES if table.name not in FOLDED_TABLES),
    )
}

#: Table, column, and the table in which the name must stand.
TABLE_REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("people", "place", "places"),
    ("stores", "place", "places"),
    ("services", "place", "places"),
    ("supply", "place", "places"),
    ("lifts", "origin", "places"),
    ("lifts", "destination", "places"),
    ("contents", "item", "items"),
    ("running", "item", "items"),
    ("supply", "item", "items"),
    ("needs", "group", "groups"),
    ("contents", "need", "needs"),
    ("services", "need", "needs"),
)
