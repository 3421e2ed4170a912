"""The operation's tables as data: reading, `malja new` and docs/tables.md all go by this.

The keys of operation.toml stand in `settings`. A column that is no key and is missing or blank takes its default.
Every table may also carry the source columns of
`malja.tables.columns.SOURCE_COLUMNS`; they change no result.
"""

from __future__ import annotations

from malja.catalogue.columns import (
    BASKET_COLUMNS,
    CONTENT_COLUMNS,
    GROUP_COLUMNS,
    ITEM_COLUMNS,
    NEED_COLUMNS,
    RUNNING_COLUMNS,
    SEGREGATION_COLUMNS,
    STOWAGE_COLUMNS,
    days_column,
)
from malja.tables.columns import Column, Table, amount_column, date_column, key_column, text_column, whole_column

PLACES = Table(
    name="places",
    key=("place",),
    unique=True,
    meaning="where goods come from, pass through, and where people live",
    named=True,
    columns=(
        key_column(name="place", meaning="its id, used in the other tables"),
        Column(
            name="role",
            kind="choice",
            required=True,
            choices=("source", "hub", "site"),
            meaning="source: goods are bought or donated there; hub: goods pass through; site: people live there",
        ),
        text_column(name="name", meaning="its name, for people"),
        Column(name="lat", kind="number", least=-90, most=90, unit="degrees north", meaning="latitude"),
        Column(name="lon", kind="number", least=-180, most=180, unit="degrees east", meaning="longitude"),
        amount_column(name="storage_m3", unit="m3", meaning="room for stock; blank: as much as needed"),
        days_column(name="handling_days", default=0, meaning="from arrival until goods are usable"),
        whole_column(
            name="landings_per_day", unit="vehicles a day", meaning="most vehicles that land; blank: no limit"
        ),
        amount_column(name="unload_kg_per_day", unit="kg a day", meaning="most that is unloaded; blank: no limit"),
    ),
)

GROUPS = Table(
    name="groups",
    key=("group",),
    unique=True,
    meaning="shares of the people; everyone and household always exist and may be overridden",
    columns=GROUP_COLUMNS,
)

PEOPLE = Table(
    name="people",
    key=("place", "date"),
    meaning="who comes to and leaves each site, and when; rows dated before the first day count from it",
    columns=(
        key_column(name="place", meaning="a site"),
        date_column(name="date", required=True, meaning="the day"),
        whole_column(name="arrivals", default=0, unit="persons", worded=True, meaning="people who come"),
        whole_column(name="departures", default=0, unit="persons", worded=True, meaning="people who leave"),
    ),
)

NEEDS = Table(
    name="needs",
    key=("need",),
    unique=True,
    meaning="what people must have, and how much of it at each tier; a blank tier is not asked",
    columns=NEED_COLUMNS,
    named=True,
)

ITEMS = Table(
    name="items",
    key=("item",),
    unique=True,
    meaning="goods that can be stocked and lifted, in whole packs",
    columns=ITEM_COLUMNS,
    named=True,
)

CONTENTS = Table(
    name="contents",
    key=("item", "need", "how"),
    meaning="how much of which need one unit of an item gives",
    columns=CONTENT_COLUMNS,
)

RUNNING = Table(
    name="running",
    key=("item", "input"),
    unique=True,
    meaning="what one unit of an asset uses up per day while it runs",
    columns=RUNNING_COLUMNS,
)

SERVICES = Table(
    name="services",
    key=("place", "need", "from", "to"),
    meaning="what a site gives by itself: per day for a daily need, standing otherwise",
    columns=(
        key_column(name="place", meaning="the site"),
        key_column(name="need", meaning="the need"),
        amount_column(name="quantity", required=True, unit="the need's unit", meaning="how much, per day or standing"),
        date_column(name="from", meaning="first day; blank: always was"),
        date_column(name="to", meaning="last day; blank: stays"),
    ),
)

STOCK = Table(
    name="stock",
    key=("place", "item"),
    meaning="what is there when the first day opens",
    columns=(
        key_column(name="place", meaning="where"),
        key_column(name="item", meaning="what"),
        amount_column(name="quantity", required=True, unit="the item's unit", worded=True, meaning="how much"),
    ),
)

SUPPLY = Table(
    name="supply",
    key=("place", "item", "from", "unit_cost"),
    meaning="what can be bought or is donated at a place",
    columns=(
        key_column(name="place", meaning="where"),
        key_column(name="item", meaning="what"),
        amount_column(
            name="quantity",
            unit="the item's unit",
            worded=True,
            meaning="how much in all; blank: as much as wanted",
        ),
        date_column(name="from", meaning="day on which it becomes available; blank: the first"),
        amount_column(
            name="unit_cost",
            unit="currency a unit",
            meaning="what one unit costs, 0 if it is given; blank: the catalogue's price",
        ),
    ),
)

LIFTS = Table(
    name="lifts",
    key=("lift",),
    unique=True,
    meaning="how goods move between two places",
    named=True,
    columns=(
        key_column(name="lift", meaning="its id"),
        key_column(name="origin", meaning="the place it leaves from"),
        key_column(name="destination", meaning="the place it goes to"),
        text_column(name="name", meaning="its name, for people"),
        Column(
            name="mode",
            kind="choice",
            default="trip",
            choices=("trip", "flow"),
            meaning="trip: whole vehicles on days; flow: a rate, as by road",
        ),
        text_column(
            name="vehicle", meaning="a row of the catalogue of vehicles, or any text if payload and volume are given"
        ),
        amount_column(
            name="per_week", unit="trips", meaning="most trips in each 7 days from the first day; blank: no limit"
        ),
        Column(name="max_per_day", kind="whole", default=1, least=1, unit="trips", meaning="most trips a day"),
        date_column(name="first", meaning="first day it may leave; blank: no limit"),
        date_column(name="last", meaning="last day it may leave; blank: no limit"),
        amount_column(
            name="payload_kg", unit="kg", meaning="weight one vehicle carries; blank: the vehicle's, or no limit"
        ),
        amount_column(
            name="volume_m3", unit="m3", meaning="volume one vehicle carries (a flow: per day); blank: as payload"
        ),
        days_column(name="transit_days", meaning="from leaving to arrival; blank: by distance and speed"),
        amount_column(
            name="fixed_cost",
            unit="currency a trip",
            meaning="cost of one trip, 0 if it is given; blank: the vehicle's hours there and back",
        ),
        amount_column(
            name="cost_per_kg",
            unit="currency a kg",
            meaning="cost of each kg carried; blank: nothing more (a flow: a truck's there and back)",
        ),
        amount_column(
            name="kg_per_day", unit="kg a day", meaning="most a flow carries a day (flow only); blank: no limit"
        ),
        Column(
            name="weekdays",
            kind="weekdays",
            default="",
            meaning="days of the week on which it runs, such as tue thu; blank: any",
        ),
        Column(
            name="cutoff_hours",
            kind="number",
            default=0.0,
            least=0.0,
            most=24 * 366,
            unit="hours",
            meaning="how long before it leaves its cargo must be there, in whole days rounded up",
        ),
    ),
)

LIFT_DAYS = Table(
    name="lift_days",
    key=("lift", "date"),
    unique=True,
    meaning="dates on which a lift runs, or does not, whatever its days of the week are",
    columns=(
        key_column(name="lift", meaning="the lift"),
        date_column(name="date", required=True, meaning="the day"),
        Column(name="runs", kind="yes_no", default=True, meaning="yes: it runs on the day; no: it does not"),
    ),
)

COMMITTED = Table(
    name="committed",
    key=("lift", "date", "item"),
    meaning="cargo that its sender has already fixed",
    columns=(
        key_column(name="lift", meaning="the lift"),
        date_column(name="date", required=True, meaning="day on which it leaves"),
        key_column(name="item", meaning="the item"),
        whole_column(name="packs", required=True, unit="packs", meaning="whole packs on board"),
    ),
)

BASKETS = Table(
    name="baskets",
    key=("basket", "food_group", "from_day"),
    unique=True,
    meaning="what people eat of each food: least and most, from a day to a day",
    columns=BASKET_COLUMNS,
)

STOWAGE = Table(
    name="stowage",
    key=("vehicle", "packaging"),
    unique=True,
    meaning="how goods lie in a vehicle; of several rows that fit, the more exact one counts, column by column",
    columns=STOWAGE_COLUMNS,
)

SEGREGATION = Table(
    name="segregation",
    key=("class", "other_class"),
    unique=True,
    meaning="goods that must not lie beside each other",
    columns=SEGREGATION_COLUMNS,
)

ALIASES = Table(
    name="aliases",
    key=("word",),
    unique=True,
    meaning="what people here call an item: the word may stand in every column item",
    columns=(
        Column(name="word", required=True, meaning="what it is called here"),
        key_column(name="item", meaning="the item"),
        Column(
            name="pack_quantity",
            kind="number",
            positive=True,
            unit="the item's unit",
            meaning="how much is in one of what a number without a unit counts under this word, such as 25 of bags of"
            " 25 kg; blank: it counts the item's unit",
        ),
    ),
)

RISKS = Table(
    name="risks",
    key=("risk", "at"),
    unique=True,
    meaning="what may go wrong, how often and how much: what malja try plays through",
    columns=(
        Column(
            name="risk",
            kind="choice",
            required=True,
            choices=("departure_fails", "more_people", "miscount"),
            meaning="departure_fails: a lift's departures of a day do not go; more_people: more people than expected"
            " come in a week, and stay; miscount: a store is counted wrong",
        ),
        Column(
            name="at", kind="key", default="any", meaning="the lift that fails, the site or the store; any: all others"
        ),
        Column(
            name="share",
            kind="number",
            least=0.0,
            most=1.0,
            unit="share",
            meaning="how many of the departures, or of the weeks; blank: one in seven departures, one in ten weeks",
        ),
        Column(
            name="size",
            kind="number",
            least=0.0,
            most=5.0,
            unit="share",
            meaning="how many more people, or how far wrong a count is at most; blank: 0.2 and 0.03",
        ),
    ),
)

#: All tables in the order of docs/tables.md.
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
    LIFT_DAYS,
    COMMITTED,
    BASKETS,
    STOWAGE,
    SEGREGATION,
    ALIASES,
    RISKS,
)
