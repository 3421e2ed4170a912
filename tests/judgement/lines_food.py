"""The lines of docs/judgement.md on food and prices: each says what of a plan breaks it."""

from __future__ import annotations

from malja.briefing.operation.report_writing import say_summary
from malja.catalogue.facts import TIERS
from malja.catalogue.load_catalogue import load_catalogue
from malja.language.say import say
from malja.lifts.plan.plan_json import read_plan
from tests.lifts.eating import ENERGY

from .situations import Situation

READY = "ready_to_eat"
MICRONUTRIENTS = ("calcium", "iron", "iodine", "vitamin_a", "thiamine", "riboflavin", "niacin", "vitamin_c", "folate")


def keeps_the_basket_or_says_so(at: Situation) -> list[str]:
    """Each rule of the basket that gives way is told in the plan, and the page says that rules give way."""
    found = at.say("of the basket is missed", "the basket's", "are eaten", "of the energy eaten")
    if at.plan.get("basket_charge"):
        page = " ".join(say_summary(at.operation, read_plan(at.text)).split())
        if say("plan", "food_gaps")[:30] not in page:
            found.append("the page does not say that the basket gives way")
    return found


def leaves_no_food_beside_hunger(at: Situation) -> list[str]:
    """The basket gives way before anybody eats less: where people starve on the last day, no food lies in the store."""
    found, last = [], at.reading.horizon - 1
    for place in at.reading.sites:
        row = at.ledger.coverage.get((place, ENERGY, last))
        if row is None or row["short"].get("survival", 0.0) < 0.02:
            continue
        for name, kcal in at.eating.energy.items():
            left, used = (table.get((place, name, last), 0.0) for table in (at.ledger.stock, at.ledger.uses))
            ration = at.reading.items[name].max_per_person_day
            full = ration is not None and used >= ration * at.reading.present(place, last) * (1 - 1e-6)
            if left * kcal > 0.02 * at.eating.ration(place, last) and not full:
                found.append(f"{place}: {left} of {name} while {row['short']['survival']} is short")
    return found


def hands_out_no_milk_powder(at: Situation) -> list[str]:
    """Milk powder and infant formula are no food for everyone: they are neither flown for it nor handed out."""
    found = at.say("serve nobody")
    for row in at.plan["uses"]:
        item = at.reading.items[row["item"]]
        groups = {
            at.reading.needs[need].group for name, need, how in at.reading.content if name == item.item and how == "use"
        }
        if not item.general_food and "everyone" in groups and len(groups) == 1:
            found.append(f"{row['place']}, {row['date']}: {row['item']}")
    return found + [f"{row['date']}: milk_powder" for row in at.plan["uses"] if row["item"] == "milk_powder"]


def cooks_what_it_can(at: Situation) -> list[str]:
    """What must be cooked is no more than kitchens and fuel reach, or the plan says that it cannot be cooked."""
    return at.say("cooked of the basket")


def phases_out_what_is_ready(at: Situation) -> list[str]:
    """Food that is ready to eat is for the first days: later it keeps below the basket's share, or that is told."""
    told = {(row["place"], row["date"]) for row in at.plan.get("basket_charge", []) if row["food_group"] == READY}
    return [
        f"{row['place']}, {row['date']}: {row['share']} of the energy is ready to eat"
        for row in at.plan.get("eaten", [])
        if row["food_group"] == READY and row["max_share"] is not None
        # What a ration misses is a share of a ration; a day on which less is eaten makes more of it.
        if row["share"] > row["max_share"] + 0.01 and (row["place"], row["date"]) not in told
    ]


def keeps_to_rations(at: Situation) -> list[str]:
    """Nobody is to eat salt or sugar by the cup: most a day and person holds."""
    told = {(row["place"], row["date"], row["food_group"]) for row in at.plan.get("basket_charge", [])}
    found = at.say("the ration allows")
    for row in at.plan.get("eaten", []):
        key = row["place"], row["date"], row["food_group"]
        if row["max_g"] is not None and row["grams"] > row["max_g"] * 1.05 + 1 and key not in told:
            found.append(f"{key}: {row['grams']} g of {row['max_g']}")
    return found


def shows_what_people_eat(at: Situation) -> list[str]:
    """With a basket the plan says day by day what a person eats, in grams, beside what the basket asks."""
    if not at.operation.basket:
        return []
    days = {(row["place"], row["date"]) for row in at.plan["eaten"]}
    wanted = {
        (place, at.operation.date(day).isoformat())
        for place in at.reading.sites
        for day in range(at.reading.horizon)
        if at.reading.present(place, day) > 0
        and any(at.ledger.uses.get((place, name, day), 0.0) > 1e-3 for name in at.eating.energy)
    }
    return [f"{place}, {date}: nothing is told" for place, date in sorted(wanted - days)]


def prices_every_trip_and_good(at: Situation) -> list[str]:
    """What is bought and what flies has a price, is said to be given (0), or is said to have no price."""
    found = [
        f"{row.item} at {row.place}"
        for row in at.operation.supply
        if row.priced and "unit_cost" in row.blank and not row.unit_cost
    ]
    found += [
        lift.lift
        for lift in at.operation.lifts
        if lift.priced and "fixed_cost" in lift.blank and lift.mode == "trip"
        if not (lift.fixed_cost or lift.cost_per_kg)
    ]
    told = {notice.code for notice in at.operation.notices}
    priced = [row.priced for row in at.operation.supply] + [row.priced for row in at.operation.lifts]
    if not all(priced) and "price_unknown" not in told:
        found.append("something has no price and no notice says so")
    return found


def takes_the_catalogue_for_blank_prices(at: Situation) -> list[str]:
    """A blank price is the catalogue's; of trips it follows from hours and the vehicle's price an hour."""
    if at.operation.catalogue == "none" or at.operation.currency != "USD":
        return []
    catalogue = load_catalogue(at.operation.climate)
    prices = {row.item: row.unit_cost for row in catalogue.prices}
    found = [
        f"{row.item}: {row.unit_cost}"
        for row in at.operation.supply
        if "unit_cost" in row.blank and abs(row.unit_cost - prices.get(row.item, 0.0)) > 1e-9
    ]
    hourly = {row.vehicle: row.cost_per_hour for row in catalogue.vehicles}
    for lift in at.operation.lifts:
        least = 2 * (hourly.get(lift.vehicle) or 0.0)
        if lift.mode == "trip" and "fixed_cost" in lift.blank and lift.priced and lift.fixed_cost < least * (1 - 1e-9):
            found.append(f"{lift.lift}: {lift.fixed_cost}, less than two hours, {least}")
    return found


def counts_costs(at: Situation) -> list[str]:
    """The cost is that of the goods, trips and kilograms in the plan."""
    return at.say("cost:", "buying costs")


def asks_micronutrients_at_target_alone(at: Situation) -> list[str]:
    """A lack of a vitamin harms after weeks: it is asked at the target alone, and each need says when it harms."""
    if at.operation.catalogue == "none":
        return []
    needs = load_catalogue(at.operation.climate).needs
    early = [
        f"{need.need}: {tier}"
        for need in needs
        for tier in TIERS[:2]
        if need.need in MICRONUTRIENTS and need.standard(tier) is not None
    ]
    asked = [need for need in needs if any(need.standard(tier) is not None for tier in TIERS)]
    return early + [f"{need.need}: no harm" for need in asked if not need.harm or need.harm_after_days is None]


FOOD = {
    "15": keeps_the_basket_or_says_so,
    "16": leaves_no_food_beside_hunger,
    "17": hands_out_no_milk_powder,
    "18": cooks_what_it_can,
    "19": phases_out_what_is_ready,
    "20": keeps_to_rations,
    "21": shows_what_people_eat,
    "22": prices_every_trip_and_good,
    "23": takes_the_catalogue_for_blank_prices,
    "24": counts_costs,
    "25": asks_micronutrients_at_target_alone,
}
