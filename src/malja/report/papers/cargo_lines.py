"""The lines of a manifest: what a carrier, a customs officer and a storekeeper must know of each item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from malja.catalogue.facts import Hazard
from malja.catalogue.load_catalogue import load_catalogue
from malja.language.names import say_unit
from malja.language.numbers import say_digits
from malja.language.say import say, say_list
from malja.lifts.plan.plan import Cargo, Trip
from malja.operation.counted_contents import list_counted_contents
from malja.operation.rows import Tables
from malja.report.reasons import Loaded, say_reason
from malja.report.trip_loads import find_fixed_quantity
from malja.report.words import Words

#: The most needs named for an item; one food has a dozen nutrients.
_MOST_NEEDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoLine:
    """One item on a trip: `packs` of `pack_quantity` units (None on a road), gross kilograms and cubic metres.

    Blank `un_number`, `hazard_class` and `cold_chain`: nothing is known. `fixed`: how much of it its sender has
    already fixed.
    """

    item: str
    name: str
    packs: float | None
    pack_quantity: float
    unit: str
    quantity: float
    kg: float
    m3: float
    un_number: str
    hazard_class: str
    cold_chain: str
    serves: str
    why: str
    fixed: str


def load_hazards(operation: Tables) -> dict[str, Hazard]:
    """What the catalogue knows of its own items; an operation with items of its own only has none of it."""
    if operation.catalogue == "none":
        return {}
    return {hazard.item: hazard for hazard in load_catalogue(operation.climate).hazards}


def list_cargo_lines(
    operation: Tables,
    trip: Trip,
    words: Words,
    hazards: Mapping[str, Hazard],
) -> tuple[CargoLine, ...]:
    """The lines of a trip, in the order of its cargo."""
    return tuple(_line(operation, trip, cargo, words, hazards.get(cargo.item)) for cargo in trip.cargo)


def _line(
    operation: Tables,
    trip: Trip,
    cargo: Cargo,
    words: Words,
    hazard: Hazard | None,
) -> CargoLine:
    item = words.items[cargo.item]
    fixed = find_fixed_quantity(operation, trip, cargo.item)
    whole = fixed >= cargo.quantity * (1 - 1e-9)
    loaded = Loaded(cargo=cargo, fixed=whole)
    return CargoLine(
        item=cargo.item,
        name=words.item(cargo.item),
        packs=cargo.packs,
        pack_quantity=item.pack_quantity,
        unit=say_unit(item.unit),
        quantity=cargo.quantity,
        kg=cargo.kg,
        m3=cargo.m3,
        un_number=_un_number(hazard),
        hazard_class=_hazard_class(hazard),
        cold_chain=say("manifest", "cold_chain") if hazard and hazard.cold_chain else "",
        serves=_serves(operation, words, cargo.item),
        why=say_reason(words, loaded) if trip.vehicles else "",
        fixed=_fixed(words, cargo, fixed, whole),
    )


def _un_number(hazard: Hazard | None) -> str:
    if hazard is None or not hazard.un_numbers:
        return ""
    numbers = ", ".join(hazard.un_numbers)
    return say("manifest", "to_confirm", numbers=numbers) if hazard.source.is_uncertain else numbers


def _hazard_class(hazard: Hazard | None) -> str:
    """The classes of an item's UN numbers; to be confirmed where only they are doubtful, not the numbers too."""
    numbers = hazard.un_numbers if hazard else ()
    known = [goods for goods in load_catalogue("warm").un_numbers if goods.un_number in numbers]
    classes = ", ".join(dict.fromkeys(goods.hazard_class for goods in known))
    if hazard is None or hazard.source.is_uncertain or not any(goods.source.is_uncertain for goods in known):
        return classes
    return say("manifest", "to_confirm", numbers=classes)


def _fixed(words: Words, cargo: Cargo, fixed: float, whole: bool) -> str:
    if fixed <= 0:
        return ""
    if whole:
        return say("manifest", "fixed")
    packs = fixed / words.items[cargo.item].pack_quantity
    return say("manifest", "fixed_part", packs=say_digits(f"{packs:,.0f}"))


def _serves(operation: Tables, words: Words, item: str) -> str:
    """The needs an item gives something to, and the machines that run on it."""
    needs = dict.fromkeys(content.need for content in list_counted_contents(operation) if content.item == item)
    runs = dict.fromkeys(row.item for row in operation.running if row.input == item)
    names = [words.need(need) for need in needs] + [words.item(asset) for asset in runs]
    said = say_list(names[:_MOST_NEEDS])
    more = len(names) - _MOST_NEEDS
    return say("manifest", "serves_more", names=said, more=more) if more > 0 else said
