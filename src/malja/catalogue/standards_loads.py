"""The chapters of the catalogue's page on what people eat and how goods are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from malja.catalogue.facts import BasketRule, Item
from malja.catalogue.load_catalogue import load_catalogue
from malja.catalogue.standards_cells import make_table, mark_uncertain, show_number, show_source

_CITED = ("source", "rests on", "note")


def list_eating_and_loading() -> Iterator[str]:
    """What an eater and a loader must know of each good."""
    yield "## What an eater and a loader must know of goods\n"
    yield (
        "Food that is not general is never handed out to everybody: dried milk is used as a breast-milk substitute, "
        "treatment foods are for the malnourished. Sources stand with the goods.\n"
    )
    yield make_table(
        (
            *("item", "food group", "cooked", "general food", "g of food a unit", "kg a litre"),
            *("class", "packaging", "longest piece m", "fragile", "smallest consignment"),
        ),
        (_good(item) for item in load_catalogue("warm").items),
    )


def _good(item: Item) -> list[str]:
    food = bool(item.food_group)
    return [
        f"`{item.item}`",
        item.food_group,
        _yes(item.needs_cooking),
        ("yes" if item.general_food else "no") if food else "",
        show_number(item.food_g),
        show_number(item.kg_per_l),
        item.hazard_class,
        item.packaging,
        show_number(item.length_m),
        _yes(item.fragile),
        f"{item.min_consignment_packs} packs" if item.min_consignment_packs else "",
    ]


def _yes(said: bool) -> str:
    return "yes" if said else ""


def list_baskets() -> Iterator[str]:
    """The limits of each basket on what people eat."""
    yield "## Baskets\n"
    yield (
        "What is least and most of each food, as a share of the energy eaten and in grams a person a day, from a day "
        "to a day; day 0 is the first on which people are there. They are limits and not a recipe: the ration of the "
        "manuals lies within `general`, and so does one of rice, flour, lentils, chickpeas and oil alone.\n"
    )
    yield make_table(
        ("basket", "food group", "days", "share of energy", "g a person a day", *_CITED),
        (_rule(rule) for rule in load_catalogue("warm").baskets),
    )


def _rule(rule: BasketRule) -> list[str]:
    until = "on" if rule.to_day is None else f"to {rule.to_day}"
    share = _between(_percent(rule.min_share), _percent(rule.max_share))
    grams = _between(show_number(rule.min_g), show_number(rule.max_g))
    named = f"`{rule.basket}`{mark_uncertain(rule.source)}"
    return [named, f"`{rule.food_group}`", f"{rule.from_day} {until}", share, grams, *show_source(rule.source)]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{show_number(share * 100)} %"


def _between(least: str, most: str) -> str:
    return ", ".join(f"{word} {figure}" for word, figure in (("at least", least), ("at most", most)) if figure)


def list_stowage() -> Iterator[str]:
    """How goods lie in vehicles."""
    yield "### How goods lie in them\n"
    yield (
        "`any` stands for every vehicle or packaging. The share is of the usable volume above; the most exact row that "
        "gives a figure counts. Pallets are those that the aircraft itself takes.\n"
    )
    yield make_table(
        (
            *("vehicle", "packaging", "usable share", "boxes kg a m3", "pallets", "one empty kg", "one full kg"),
            *("longest piece m", *_CITED),
        ),
        (
            [
                f"`{row.vehicle}`{mark_uncertain(row.source)}",
                f"`{row.packaging}`",
                *(show_number(row.usable_share), show_number(row.tare_kg_per_m3), show_number(row.pallets)),
                *(show_number(row.pallet_tare_kg), show_number(row.pallet_max_kg), show_number(row.door_m)),
                *show_source(row.source),
            ]
            for row in load_catalogue("warm").stowage
        ),
    )


def list_segregation() -> Iterator[str]:
    """What must not lie beside what."""
    yield "### What must not lie beside what\n"
    yield (
        "Class 2 stands for 2.1 to 2.3; `food` for everything that is eaten or drunk. *vehicle*: not aboard the same "
        "one; *pallet*: aboard, on different pallets. The shipper's declaration and the carrier decide in the end.\n"
    )
    yield make_table(
        ("class", "and", "apart by", *_CITED),
        (
            [f"{row.this_class}{mark_uncertain(row.source)}", row.other_class, row.how, *show_source(row.source)]
            for row in load_catalogue("warm").segregation
        ),
    )
