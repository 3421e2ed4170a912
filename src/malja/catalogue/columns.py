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
_share_column: Callable[..., Column] = partial(Column, kind="number", least=0.0, most=1.0, unit="share")

#: Classes and divisions of dangerous goods (UN Model Regulations).
HAZARD_CLASSES = (
    *("1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2", "2.1", "2.2", "2.3", "3"),
    *("4.1", "4.2", "4.3", "5.1", "5.2", "6.1", "6.2", "7", "8", "9"),
)


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
    amount_column(
        name="survival", unit="per unit of the group", meaning="what keeps people alive: ask it only where a lack kills"
    ),
    amount_column(name="minimum", unit="per unit of the group", meaning="the humanitarian minimum standard"),
    amount_column(name="target", unit="per unit of the group", meaning="the post-emergency standard"),
    Column(name="weight", kind="number", default=1.0, positive=True, meaning="how much its shortfall counts"),
    Column(name="kept", kind="yes_no", default=False, meaning="yes: those who leave take it along"),
    Column(name="harm", meaning="what a lack of it does, in words; blank: the catalogue's"),
    Column(
        name="harm_after_days",
        kind="number",
        least=0.0,
        most=CENTURY,
        unit="days",
        meaning="how long after a full lack begins it harms; blank: the catalogue's, or not known",
    ),
    Column(
        name="harm_to",
        kind="choice",
        choices=("life", "health", "dignity"),
        meaning="what a lack harms at worst; blank: the catalogue's, or life where a survival tier is asked",
    ),
    Column(
        name="life_share",
        kind="number",
        least=0.0,
        most=1.0,
        unit="share",
        meaning="share of its lowest tier whose lack endangers lives, less only health; blank: the catalogue's, or any",
    ),
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
    Column(
        name="food_group",
        kind="key",
        meaning="what food it is, as in baskets; blank: the catalogue's, or no food of a basket",
    ),
    Column(
        name="needs_cooking",
        kind="yes_no",
        meaning="yes: it is eaten cooked; blank: the catalogue's, or no",
    ),
    Column(
        name="general_food",
        kind="yes_no",
        meaning="no: never handed out as general food (milk powder, infant formula); blank: the catalogue's, or yes",
    ),
    Column(
        name="hazard_class",
        kind="choice",
        choices=HAZARD_CLASSES,
        meaning="class or division of dangerous goods; blank: the catalogue's, or none",
    ),
    Column(name="packaging", kind="key", meaning="how it is packed, as in stowage; blank: the catalogue's, or any"),
    Column(
        name="length_m",
        kind="number",
        positive=True,
        unit="m",
        meaning="its longest piece; blank: the catalogue's, or short enough for any door",
    ),
    Column(name="fragile", kind="yes_no", meaning="yes: nothing is laid on top of it; blank: the catalogue's, or no"),
    Column(
        name="min_consignment_packs",
        kind="whole",
        least=1,
        unit="packs",
        meaning="smallest sensible consignment on a trip; blank: the catalogue's, or one pack",
    ),
    Column(
        name="food_g",
        kind="number",
        positive=True,
        unit="g a unit",
        meaning="food in a unit; blank: the catalogue's, or 1,000 g a kg or l, or else its share of the pack's weight",
    ),
    Column(
        name="kg_per_l",
        kind="number",
        positive=True,
        most=20,
        unit="kg a l",
        meaning="weight of a litre, for amounts in litres or by weight; blank: the catalogue's, or not known",
    ),
)

BASKET_COLUMNS: tuple[Column, ...] = (
    key_column(name="basket", meaning="its id, as in operation.toml"),
    key_column(name="food_group", meaning="the food it limits"),
    days_column(name="from_day", default=0, meaning="since so many days after the first on which people are there"),
    days_column(name="to_day", meaning="until so many days after it, inclusive; blank: for good"),
    _share_column(name="min_share", meaning="least of the energy eaten; blank: none"),
    _share_column(name="max_share", meaning="most of the energy eaten; blank: no limit"),
    amount_column(name="min_g", unit="g a person a day", meaning="least that is eaten with a full ration; blank: none"),
    amount_column(name="max_g", unit="g a person a day", meaning="most that is eaten; blank: no limit"),
)

STOWAGE_COLUMNS: tuple[Column, ...] = (
    Column(name="vehicle", kind="key", default="any", meaning="the vehicle, as in lifts; any: every one"),
    Column(name="packaging", kind="key", default="any", meaning="the packaging, as in items; any: every one"),
    Column(
        name="usable_share",
        kind="number",
        positive=True,
        most=1.0,
        unit="share",
        meaning="of the volume, how much such goods can fill; blank: what a less exact row says, or all",
    ),
    amount_column(name="tare_kg_per_m3", unit="kg a m3", meaning="boxes and dunnage that such goods need aboard"),
    Column(
        name="pallets", kind="whole", least=1, unit="pallets", meaning="positions of one vehicle; blank: no pallets"
    ),
    amount_column(name="pallet_tare_kg", unit="kg", meaning="weight of an empty pallet with its net"),
    Column(name="pallet_max_kg", kind="number", positive=True, unit="kg", meaning="most that one pallet carries"),
    Column(name="door_m", kind="number", positive=True, unit="m", meaning="longest piece that goes through its door"),
)

_class_column: Callable[..., Column] = partial(Column, kind="choice", required=True, choices=(*HAZARD_CLASSES, "food"))

SEGREGATION_COLUMNS: tuple[Column, ...] = (
    _class_column(name="class", meaning="a class or division of dangerous goods (2 stands for 2.1 to 2.3), or food"),
    _class_column(name="other_class", meaning="the class it must not lie beside"),
    Column(
        name="how",
        kind="choice",
        default="vehicle",
        choices=("vehicle", "pallet"),
        meaning="vehicle: not aboard the same one; pallet: not on the same pallet",
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
