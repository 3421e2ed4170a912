"""The catalogue's files as data: columns, bounds, units and meanings. Every row of every file names its source."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from malja.catalogue.columns import (
    BASKET_COLUMNS,
    CONTENT_COLUMNS,
    GROUP_COLUMNS,
    HAZARD_CLASSES,
    ITEM_COLUMNS,
    NEED_COLUMNS,
    RUNNING_COLUMNS,
    SEGREGATION_COLUMNS,
    STOWAGE_COLUMNS,
    require_all,
)
from malja.tables.columns import Column, Table, key_column

#: The distances in km at which vehicles.csv gives a payload.
PAYLOAD_DISTANCES_KM = (0, 1000, 2000, 3000, 4000)

_name: Callable[..., Column] = partial(Column, required=True)
_more: Callable[..., Column] = partial(Column, kind="number", positive=True)

_CLIMATE = Column(
    name="climate", kind="choice", default="", choices=("warm", "cold"), meaning="where the row applies; blank: in both"
)

_SOURCE: tuple[Column, ...] = (
    _name(name="document", meaning="the manual or catalogue the figures stand in"),
    _name(name="edition", meaning="its edition, version or year; not known: the source gives none"),
    Column(name="page", default="", meaning="page, table, section or item code; blank if the source gives none"),
    Column(
        name="basis",
        kind="choice",
        required=True,
        choices=("read", "derived", "recalled", "assumed"),
        meaning="read in the document, derived from rows that were read, recalled, or assumed: the weakest of the row",
    ),
    Column(
        name="confidence",
        kind="choice",
        required=True,
        choices=("high", "medium", "low"),
        meaning="how far the figures can be trusted: the weakest of the row",
    ),
    Column(name="note", default="", meaning="the computation, what is assumed, what to watch"),
)


def _table(name: str, meaning: str, key: tuple[str, ...], *columns: Column) -> Table:
    """A file of the catalogue: its own columns, then those of the source; a key stands once (for each climate)."""
    whole = (*columns, *_SOURCE)
    by_climate = ("climate",) if _CLIMATE in columns else ()
    return Table(name=name, meaning=meaning, key=(*key, *by_climate), unique=True, columns=whole)


_NEEDS = _table(
    "needs",
    "what people must have, and how much of it at each tier",
    ("need",),
    *require_all(NEED_COLUMNS),
    _CLIMATE,
)

_ITEMS = _table(
    "items",
    "goods in packs as they are shipped",
    ("item",),
    *require_all(ITEM_COLUMNS),
)

_CONTENTS = _table(
    "contents",
    "how much of which need one unit of an item gives",
    ("item", "need", "how"),
    *require_all(CONTENT_COLUMNS),
    _CLIMATE,
)

_RUNNING = _table(
    "running",
    "what one unit of an asset uses up per day while it runs",
    ("item", "input"),
    *require_all(RUNNING_COLUMNS),
    _CLIMATE,
)

#: Shares of all people, none of them left to be worked out.
_SHARES = require_all(GROUP_COLUMNS)
_GROUPS = _table(
    "groups",
    "shares of the people; everyone and household always exist",
    ("group",),
    *(dataclasses.replace(column, most=1, required=True) if column.kind == "number" else column for column in _SHARES),
)

_BASKETS = _table(
    "baskets",
    "what people eat of each food: least and most, from a day to a day",
    ("basket", "food_group", "from_day"),
    *BASKET_COLUMNS,
)

_STOWAGE = _table(
    "stowage",
    "how goods lie in a vehicle: usable share of its volume, pallets, door",
    ("vehicle", "packaging"),
    *STOWAGE_COLUMNS,
)

_SEGREGATION = _table(
    "segregation",
    "goods that must not lie beside each other",
    ("class", "other_class"),
    *SEGREGATION_COLUMNS,
)

_VEHICLES = _table(
    "vehicles",
    "types of aircraft and truck",
    ("vehicle",),
    key_column(name="vehicle", meaning="its id"),
    _name(name="name", meaning="its name, for people"),
    *(
        _more(name=f"payload_{km}km_kg", required=km == 0, unit="kg", meaning=f"payload over {km} km; blank: not known")
        for km in PAYLOAD_DISTANCES_KM
    ),
    _more(name="range_km", unit="km", meaning="how far the last payload is carried; blank: to its own distance"),
    _more(name="volume_m3", required=True, unit="m3", meaning="usable volume of the hold"),
    _more(name="cruise_km_h", unit="km/h", meaning="cruising speed"),
    _more(name="runway_m", unit="m", meaning="runway it needs"),
    _more(name="cost_per_hour", unit="USD", meaning="cost of an hour under way"),
)

_AIRPORTS = _table(
    "airports",
    "airports and their longest runway",
    ("icao",),
    key_column(name="icao", meaning="its ICAO code"),
    Column(name="iata", default="", meaning="its IATA code"),
    _name(name="name", meaning="its name"),
    _name(name="country", meaning="the country it lies in"),
    Column(name="lat", kind="number", required=True, least=-90, most=90, unit="degrees north", meaning="latitude"),
    Column(name="lon", kind="number", required=True, least=-180, most=180, unit="degrees east", meaning="longitude"),
    _more(name="runway_m", unit="m", meaning="length of the longest open runway; blank: not known"),
)

_PRICES = _table(
    "prices",
    "what one unit of an item costs at a large supplier, before transport: indicative only",
    ("item",),
    key_column(name="item", meaning="the item"),
    _more(name="unit_cost", required=True, unit="USD", meaning="cost of one unit"),
)

_HAZARDS = _table(
    "hazards",
    "what the carrier must know of an item",
    ("item",),
    key_column(name="item", meaning="the item"),
    Column(name="un_numbers", default="", meaning="UN numbers of dangerous goods, separated by semicolons"),
    Column(name="cold_chain", kind="yes_no", required=True, meaning="yes: it travels in a cold chain"),
)

_UN_NUMBERS = _table(
    "un_numbers",
    "what the UN numbers of dangerous goods stand for",
    ("un_number",),
    key_column(name="un_number", meaning="the UN number"),
    Column(
        name="hazard_class",
        kind="choice",
        required=True,
        choices=HAZARD_CLASSES,
        meaning="its class, or division where known",
    ),
    _name(name="substance", meaning="the substance or article"),
)

#: What a threshold is of: the cases or deaths of a week, of an age or of all.
_MEASURES = ("cases", "cases_under_5", "cases_5_and_over", "deaths", "deaths_under_5", "deaths_5_and_over")

_THRESHOLDS = _table(
    "thresholds",
    "when a clinic's weekly count of a syndrome is an alert",
    ("illness", "measure"),
    key_column(name="illness", meaning="the syndrome"),
    Column(name="measure", kind="choice", required=True, choices=_MEASURES, meaning="what is counted of it"),
    Column(
        name="rule",
        kind="choice",
        required=True,
        choices=("at_least", "times_mean"),
        meaning="so many in a week, or so many times the mean of the weeks before",
    ),
    _more(name="value", required=True, meaning="how many, or how many times the mean"),
    Column(name="weeks", kind="whole", least=1, most=52, unit="weeks", meaning="weeks of the mean; blank: no mean"),
)

#: Every file of the catalogue, by its name without .csv.
CATALOGUE_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *(_NEEDS, _ITEMS, _CONTENTS, _RUNNING, _GROUPS, _VEHICLES, _AIRPORTS, _PRICES, _HAZARDS, _UN_NUMBERS),
        *(_THRESHOLDS, _BASKETS, _STOWAGE, _SEGREGATION),
    )
}
