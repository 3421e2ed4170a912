"""The operation's tables as data: planning.md, section 3. Reading, `malja new` and the docs all go by this.

The keys of operation.toml stand in `settings`. A column that is no key and is missing or blank takes its default.
Every table may also carry the source columns of
`malja.tables.columns.SOURCE_COLUMNS`; they change no result.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from malja.tables.columns import Column, Table

#: A century of days for what outlasts an operation (`figures` checks by this file, so this imports nothing of it).
CENTURY = 36_600

_id: Callable[..., Column] = partial(Column, kind="key", required=True)
_some: Callable[..., Column] = partial(Column, kind="number", least=0.0)
_whole: Callable[..., Column] = partial(Column, kind="whole", least=0.0)
_days: Callable[..., Column] = partial(Column, kind="whole", least=0.0, most=CENTURY, unit="days")
_date: Callable[..., Column] = partial(Column, kind="date")
_text: Callable[..., Column] = partial(Column, kind="text", default="")

PLACES = Table(
    name="places",
    key=("place",),
    unique=True,
    meaning="where goods come from, pass through, and where people live",
    columns=(
        _id(name="place", meaning="its id, used in the other tables"),
        Column(
            name="role",
            kind="choice",
            required=True,
            choices=("source", "hub", "site"),
            meaning="source: goods are bought or donated there; hub: goods pass through; site: people live there",
        ),
        _text(name="name", meaning="its name, for people"),
        Column(name="lat", kind="number", least=-90, most=90, unit="degrees north", meaning="latitude"),
        Column(name="lon", kind="number", least=-180, most=180, unit="degrees east", meaning="longitude"),
        _some(name="storage_m3", unit="m3", meaning="room for stock; blank: as much as needed"),
        _days(name="handling_days", default=0, meaning="from arrival until goods are usable"),
        _whole(name="landings_per_day", unit="vehicles a day", meaning="most vehicles that land; blank: no limit"),
        _some(name="unload_kg_per_day", unit="kg a day", meaning="most that is unloaded; blank: no limit"),
    ),
)

GROUPS = Table(
    name="groups",
    key=("group",),
    unique=True,
    meaning="shares of the people; everyone and household always exist and may be overridden",
    columns=(
        _id(name="group", meaning="its id, used in needs"),
        _some(name="share", required=True, unit="units a person", meaning="units per person (household: 1 / size)"),
        _some(name="reach", unit="persons a person", meaning="persons concerned per person; blank: the share"),
    ),
)

PEOPLE = Table(
    name="people",
    key=("place", "date"),
    meaning="who comes to and leaves each site, and when; rows dated before the first day count from it",
    columns=(
        _id(name="place", meaning="a site"),
        _date(name="date", required=True, meaning="the day"),
        _whole(name="arrivals", default=0, unit="persons", meaning="people who come"),
        _whole(name="departures", default=0, unit="persons", meaning="people who leave"),
    ),
)

NEEDS = Table(
    name="needs",
    key=("need",),
    unique=True,
    meaning="what people must have, and how much of it at each tier; a blank tier is not asked",
    columns=(
        _id(name="need", meaning="its id"),
        _text(name="name", meaning="its name, for people; blank: the id"),
        _text(name="sector", meaning="the sector it is reported under"),
        Column(
            name="kind",
            kind="choice",
            required=True,
            choices=("daily", "standing"),
            meaning="daily: used up each day; standing: must be in place",
        ),
        Column(name="group", kind="key", default="everyone", meaning="whose need it is"),
        _text(name="unit", meaning="what it is counted in"),
        _some(name="survival", unit="per unit of the group", meaning="below it lives are at risk"),
        _some(name="minimum", unit="per unit of the group", meaning="the humanitarian minimum standard"),
        _some(name="target", unit="per unit of the group", meaning="the post-emergency standard"),
        Column(name="weight", kind="number", default=1.0, positive=True, meaning="how much its shortfall counts"),
        Column(name="kept", kind="yes_no", default=False, meaning="yes: those who leave take it along"),
    ),
)

ITEMS = Table(
    name="items",
    key=("item",),
    unique=True,
    meaning="goods that can be stocked and lifted, in whole packs",
    columns=(
        _id(name="item", meaning="its id"),
        _text(name="name", meaning="its name, for people; blank: the id"),
        _text(name="sector", meaning="the sector it is reported under"),
        Column(
            name="kind",
            kind="choice",
            default="consumable",
            choices=("consumable", "asset"),
            meaning="consumable: used up; asset: stays in place",
        ),
        _text(name="unit", meaning="what it is counted in"),
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
        _some(name="pack_m3", required=True, unit="m3", meaning="volume of one pack as shipped"),
        _days(name="shelf_life_days", meaning="days for which it may be used; blank: for good"),
        _some(
            name="max_per_person_day", unit="units", meaning="most that one person uses up in a day; blank: no limit"
        ),
        _days(name="setup_days", default=0, meaning="from usable until an asset stands"),
        Column(
            name="life_days",
            kind="whole",
            least=1,
            most=CENTURY,
            unit="days",
            meaning="days for which an asset lasts; blank: for good",
        ),
    ),
)

CONTENTS = Table(
    name="contents",
    key=("item", "need", "how"),
    meaning="how much of which need one unit of an item gives",
    columns=(
        _id(name="item", meaning="the item"),
        _id(name="need", meaning="the need"),
        Column(
            name="how",
            kind="choice",
            required=True,
            choices=("use", "in_place", "per_day"),
            meaning="use: when a consumable is used; in_place: while an asset stands; per_day: each day an asset runs",
        ),
        _some(name="quantity", required=True, unit="the need's unit", meaning="what one unit of the item gives"),
    ),
)

RUNNING = Table(
    name="running",
    key=("item", "input"),
    unique=True,
    meaning="what one unit of an asset uses up per day while it runs",
    columns=(
        _id(name="item", meaning="the asset"),
        _id(name="input", meaning="an item, or a daily need whose service at the place it draws on (raw water)"),
        _some(name="quantity", required=True, unit="the input's unit a day", meaning="what one unit uses up in a day"),
    ),
)

SERVICES = Table(
    name="services",
    key=("place", "need", "from", "to"),
    meaning="what a site gives by itself: per day for a daily need, standing otherwise",
    columns=(
        _id(name="place", meaning="the site"),
        _id(name="need", meaning="the need"),
        _some(name="quantity", required=True, unit="the need's unit", meaning="how much, per day or standing"),
        _date(name="from", meaning="first day; blank: always was"),
        _date(name="to", meaning="last day; blank: stays"),
    ),
)

STOCK = Table(
    name="stock",
    key=("place", "item"),
    meaning="what is there when the first day opens",
    columns=(
        _id(name="place", meaning="where"),
        _id(name="item", meaning="what"),
        _some(name="quantity", required=True, unit="the item's unit", meaning="how much"),
    ),
)

SUPPLY = Table(
    name="supply",
    key=("place", "item", "from", "unit_cost"),
    meaning="what can be bought or is donated at a place",
    columns=(
        _id(name="place", meaning="where"),
        _id(name="item", meaning="what"),
        _some(name="quantity", unit="the item's unit", meaning="how much in all; blank: as much as wanted"),
        _date(name="from", meaning="day on which it becomes available; blank: the first"),
        _some(name="unit_cost", default=0.0, unit="currency a unit", meaning="what one unit costs"),
    ),
)

LIFTS = Table(
    name="lifts",
    key=("lift",),
    unique=True,
    meaning="how goods move between two places",
    columns=(
        _id(name="lift", meaning="its id"),
        _id(name="origin", meaning="the place it leaves from"),
        _id(name="destination", meaning="the place it goes to"),
        Column(
            name="mode",
            kind="choice",
            default="trip",
            choices=("trip", "flow"),
            meaning="trip: whole vehicles on days; flow: a rate, as by road",
        ),
        _text(
            name="vehicle", meaning="a row of the catalogue of vehicles, or any text if payload and volume are given"
        ),
        _some(name="per_week", unit="trips", meaning="most trips in each 7 days from the first day; blank: no limit"),
        Column(name="max_per_day", kind="whole", default=1, least=1, unit="trips", meaning="most trips a day"),
        _date(name="first", meaning="first day it may leave; blank: no limit"),
        _date(name="last", meaning="last day it may leave; blank: no limit"),
        _some(name="payload_kg", unit="kg", meaning="weight one vehicle carries; blank: the vehicle's, or no limit"),
        _some(name="volume_m3", unit="m3", meaning="volume one vehicle carries (a flow: per day); blank: as payload"),
        _days(name="transit_days", default=0, meaning="from leaving to arrival"),
        _some(name="fixed_cost", default=0.0, unit="currency a trip", meaning="cost of one trip"),
        _some(name="cost_per_kg", default=0.0, unit="currency a kg", meaning="cost of each kg carried"),
        _some(name="kg_per_day", unit="kg a day", meaning="most a flow carries a day (flow only); blank: no limit"),
    ),
)

COMMITTED = Table(
    name="committed",
    key=("lift", "date", "item"),
    meaning="cargo that its sender has already fixed",
    columns=(
        _id(name="lift", meaning="the lift"),
        _date(name="date", required=True, meaning="day on which it leaves"),
        _id(name="item", meaning="the item"),
        _whole(name="packs", required=True, unit="packs", meaning="whole packs on board"),
    ),
)

#: All tables in the order of planning.md.
TABLES: tuple[Table, ...] = (
    PLACES,
    GROUPS,
    PEOPLE,
    NEEDS,
    ITEMS,
    CONTENTS,
    RUNNING,
    SERVICES,
    STOCK,
    SUPPLY,
    LIFTS,
    COMMITTED,
)
