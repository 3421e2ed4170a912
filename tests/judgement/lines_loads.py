"""The lines of docs/judgement.md on loads: each says what of a plan breaks it."""

from __future__ import annotations

from malja.catalogue.load_catalogue import load_catalogue

from .situations import Situation


def flies_on_its_days(at: Situation) -> list[str]:
    """No planned cargo leaves on a day on which its lift does not run."""
    return [
        f"{lift.lift}, day {day}: {sorted(at.planned(lift, day))}"
        for name, day in at.ledger.loads
        for lift in [at.reading.lifts[name]]
        if at.planned(lift, day) and not at.reading.is_open(lift, day)
    ]


def meets_the_cut_off(at: Situation) -> list[str]:
    """Cargo was at the place it leaves from as long before as the cut-off asks."""
    return at.say("miss the cut-off", "more are taken")


def leaves_the_margin(at: Situation) -> list[str]:
    """Of the payload the margin is left free, but for cargo that a sender has fixed."""
    found = []
    for lift, day, load in at.trips():
        free = 1 - at.operation.payload_margin
        fixed = at.loading.fixed_sum(lift, day, kg=True)
        kg = sum(at.reading.kg(item) * units for item, units in load.cargo.items())
        if lift.payload_kg is not None and kg > max(lift.payload_kg * free * load.vehicles, fixed) * (1 + 1e-6):
            found.append(f"{lift.lift}, day {day}: {kg} kg in {load.vehicles} of {lift.payload_kg}")
    return found


def fits_the_hold(at: Situation) -> list[str]:
    """Goods fit into the part of the hold that such goods can fill, and no pack is more than a vehicle takes."""
    return at.say(" m3 in ", "more than one vehicle takes")


def shares_out_whole_packs(at: Situation) -> list[str]:
    """Nothing is opened to fill a vehicle: packs are whole and can be shared out among the vehicles."""
    if not at.operation.whole_packs:
        return []
    halves = [
        f"{lift.lift}, day {day}: {part['packs']} of {part['item']}"
        for lift, day, load in at.trips()
        for part in load.row["cargo"]
        if part["packs"] != int(part["packs"])
    ]
    return halves + at.say("share the packs out")


def keeps_neighbours_apart(at: Situation) -> list[str]:
    """What must not meet is in vehicles of its own."""
    found = at.say("kept apart", "keep apart")
    for lift, day, load in at.trips():
        names = [item for item in load.cargo if item in at.planned(lift, day)]
        if load.vehicles == 1:
            pairs = at.loading.apart_pairs(names)
            found += [f"{lift.lift}, day {day}: {names[low]} beside {names[high]}" for low, high in sorted(pairs)]
    return found


def carries_no_fuel_beside_food(at: Situation) -> list[str]:
    """With the catalogue's loading no single vehicle carries food and a liquid that burns."""
    found = []
    for lift, day, load in at.trips() if at.operation.loading == "stowed" else []:
        items = [at.reading.items[item] for item in at.planned(lift, day)]
        food = [item.item for item in items if at.loading.is_food(item)]
        burns = [item.item for item in items if item.hazard_class == "3"]
        if load.vehicles == 1 and food and burns:
            found.append(f"{lift.lift}, day {day}: {food} beside {burns}")
    return found


def boxes_the_cold_chain(at: Situation) -> list[str]:
    """Vaccine travels in boxes that weigh and fill more than itself; a kit is packed with boxes of its own."""
    if at.operation.loading != "stowed":
        return []
    cold = {row.item for row in load_catalogue(at.operation.climate).hazards if row.cold_chain and not row.un_numbers}
    found = []
    for lift, day, load in at.trips():
        for name in load.cargo:
            item = at.reading.items[name]
            if (
                name in cold
                and item.packaging != "kit"
                and item.pack_m3
                and not at.loading.kg(lift, item) > item.pack_kg
            ):
                found.append(f"{lift.lift}, day {day}: {name} without a box")
    return found


def goes_through_the_door(at: Situation) -> list[str]:
    """The longest piece goes through the door."""
    return [
        f"{lift.lift}, day {day}: {item}"
        for lift, day, _ in at.trips()
        for item in at.planned(lift, day)
        if not at.loading.goes_through(lift, at.reading.items[item])
    ]


def counts_its_pallets(at: Situation) -> list[str]:
    """A vehicle with pallets has as many as its goods take, no more than its positions, and carries their weight."""
    found = at.say(" pallets")
    for lift, day, load in at.trips():
        pallets = at.loading.pallets(lift)
        room = at.loading.payload(lift, margin=False)
        if pallets is None or room is None or lift.lift in {name for name, _ in at.reading.committed}:
            continue
        kg = sum(at.reading.kg(item) * units for item, units in load.cargo.items())
        if kg > room * load.vehicles * (1 + 1e-6):
            found.append(f"{lift.lift}, day {day}: {kg} kg beside {pallets.number} pallets")
    return found


def tells_small_consignments(at: Situation) -> list[str]:
    """Consignments too small to be sensible are counted, and told at what splitting costs."""
    return at.say("consignments")


def keeps_what_is_fixed(at: Situation) -> list[str]:
    """What a sender has fixed is aboard."""
    return at.say("committed packs")


def unloads_what_can_be(at: Situation) -> list[str]:
    """No more vehicles land and no more is unloaded in a day than the place can take."""
    return at.say("landings on day", "are unloaded", "stock fills")


def comes_in_time(at: Situation) -> list[str]:
    """Nothing is used before it can be there or after it has expired."""
    return at.say("usable is", "shelf life", "more are taken")


LOADS = {
    "1": flies_on_its_days,
    "2": meets_the_cut_off,
    "3": leaves_the_margin,
    "4": fits_the_hold,
    "5": shares_out_whole_packs,
    "6": keeps_neighbours_apart,
    "7": carries_no_fuel_beside_food,
    "8": boxes_the_cold_chain,
    "9": goes_through_the_door,
    "10": counts_its_pallets,
    "11": tells_small_consignments,
    "12": keeps_what_is_fixed,
    "13": unloads_what_can_be,
    "14": comes_in_time,
}
