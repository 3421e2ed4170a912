"""What people eat: grams and shares recomputed from what is used, and every rule of the basket that was not kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from malja.catalogue.facts import BasketRule

from .eating import FUEL, PLACES, RAW, RULES, SETS, SMOOTH, WATER, Eating
from .ledger import Ledger
from .reading import SLACK, near

#: The solver's noise, and what need not be told: shares of a ration.
LITTLE, UNTOLD = 2e-6, 1e-3

Miss = tuple[str, int, str, str]


def food(ledger: Ledger) -> Iterator[str]:
    """Every violation in what is eaten and what is said about it, as sentences."""
    eating = Eating(ledger.reading)
    yield from _handed_out(ledger)
    if "eaten" in ledger.plan:
        yield from _eaten(ledger, eating)
    if "basket_charge" in ledger.plan:
        yield from _told(ledger, eating)


def _handed_out(ledger: Ledger) -> Iterator[str]:
    """What is no general food is used only where a need of some people asks for it."""
    reading = ledger.reading
    for (place, item, day), quantity in ledger.uses.items():
        if quantity > SLACK and not reading.items[item].general_food:
            given = [
                need for (name, need, how), each in reading.content.items() if name == item and how == "use" and each
            ]
            if not given:
                yield f"{place}, {item}, day {day}: {quantity} units of no general food serve nobody."


def _by_group(ledger: Ledger, eating: Eating, place: str, day: int) -> tuple[float, dict[str, tuple[float, float]]]:
    """Kilocalories eaten in all, and by food group kilocalories and grams."""
    used = {name: ledger.uses.get((place, name, day), 0.0) for name in eating.energy}
    total = sum(eating.energy[name] * quantity for name, quantity in used.items())
    groups = {
        group: (
            sum(eating.energy[name] * used[name] for name in names),
            sum(eating.grams(name) * used[name] for name in names),
        )
        for group, names in eating.groups.items()
    }
    return total, groups


def _eaten(ledger: Ledger, eating: Eating) -> Iterator[str]:
    """The rows of `eaten` say what is used, and every group of which anything is used has one."""
    reading, seen = ledger.reading, set()
    for row in ledger.plan["eaten"]:
        place, day, group = row["place"], reading.day(date.fromisoformat(row["date"])), row["food_group"]
        where = f"{place}, {group}, day {day}"
        if (place, day, group) in seen:
            yield f"{where}: eaten stands there twice."
        seen.add((place, day, group))
        total, groups = _by_group(ledger, eating, place, day)
        kcal, grams = groups.get(group, (0.0, 0.0))
        persons = reading.present(place, day)
        share = kcal / total if total > 0 else 0.0
        if persons <= 0 or not near(row["grams"], grams / persons):
            yield f"{where}: {grams} g are eaten by {persons} people, not {row['grams']} each."
        if abs(row["share"] - share) > LITTLE:
            yield f"{where}: {share} of the energy eaten, not {row['share']}."
        rule = eating.rules(place, day).get(group)
        for column in RULES:
            said = getattr(rule, column) if rule is not None else None
            if row[column] != said:
                yield f"{where}: the basket's {column} is {said}, not {row[column]}."
    for place in reading.sites if eating.basket else ():
        for day in range(reading.horizon):
            for group, (_, grams) in _by_group(ledger, eating, place, day)[1].items():
                if grams > SLACK and reading.present(place, day) > 0 and (place, day, group) not in seen:
                    yield f"{place}, {group}, day {day}: {grams} g are eaten and no row of eaten says so."


def misses(ledger: Ledger, eating: Eating) -> dict[Miss, float]:
    """By site, day, food group and rule (min_share ... max_g, jump; cooked): what is missed, in shares of a ration."""
    reading = ledger.reading
    found: dict[Miss, float] = {}
    for place in reading.sites if eating.basket else ():
        before: dict[str, float] = {}
        for day in range(reading.horizon):
            ration, persons = eating.ration(place, day), reading.present(place, day)
            if ration <= 0 or persons <= 0:
                continue
            total, groups = _by_group(ledger, eating, place, day)
            shares = {group: kcal / ration for group, (kcal, _) in groups.items()}
            for group, rule in eating.rules(place, day).items():
                kcal, grams = groups.get(group, (0.0, 0.0))
                eaten = (kcal / ration, grams * eating.density(group) / ration, total / ration)
                at = eating.density(group) * persons / ration
                for name, missed in _missed(rule, eaten, at).items():
                    found[place, day, group, name] = missed
            found[place, day, "", "cooked"] = _uncooked(ledger, eating, place, day) / ration
            if eating.steady(place, day):
                for group in sorted(eating.limited(place, day)):
                    found[place, day, group, "jump"] = abs(shares.get(group, 0.0) - before.get(group, 0.0))
            before = shares
    return found


def _missed(rule: BasketRule, eaten: tuple[float, float, float], at: float) -> dict[str, float]:
    """What one group misses of each rule of its row, `eaten`: its energy, its grams and all energy, in rations."""
    share, grams, total = eaten
    found = {}
    if rule.max_share is not None:
        found["max_share"] = share - rule.max_share * total
    if rule.max_g is not None:
        found["max_g"] = grams - at * rule.max_g
    if rule.min_share is not None:
        found["min_share"] = rule.min_share * total - share
    if rule.min_g is not None:
        found["min_g"] = at * rule.min_g * total - grams
    return {name: max(0.0, missed) for name, missed in found.items()}


def _uncooked(ledger: Ledger, eating: Eating, place: str, day: int) -> float:
    """Kilocalories of food to be cooked beyond what kitchens and fuel can cook."""
    reading = ledger.reading
    kcal = sum(eating.energy[name] * ledger.uses.get((place, name, day), 0.0) for name in eating.cooked())
    each = eating.ration(place, day) / max(1, reading.present(place, day))

    def provided(need: str) -> float:
        row = ledger.coverage.get((place, need, day))
        return float(row["provided"]) if row else 0.0

    limits = []
    if eating.asks(PLACES):
        limits.append(provided(PLACES) + provided(SETS) * reading.tables.household_size)
    if eating.asks(FUEL):
        limits.append(provided(FUEL))
    if eating.asks(WATER):
        limits.append(provided(WATER) / eating.water())
    return max(0.0, kcal - min(limits) * each) if limits else 0.0


def basket_charge(ledger: Ledger) -> float:
    """B: people times what is missed, the larger of two rules against a group, each at what it counts."""
    reading, eating = ledger.reading, Eating(ledger.reading)
    largest: dict[Miss, float] = {}
    for (place, day, group, rule), missed in misses(ledger, eating).items():
        key = place, day, group, rule.removesuffix("_share").removesuffix("_g")
        largest[key] = max(largest.get(key, 0.0), missed)
    total = 0.0
    for (place, day, group, rule), missed in largest.items():
        over, under = eating.counts(place, day)
        counts = {"max": over.get(group, 0.0), "min": under, "jump": SMOOTH, "cooked": RAW}
        total += reading.present(place, day) * counts[rule] * missed
    return total


def _told(ledger: Ledger, eating: Eating) -> Iterator[str]:
    """Each rule that gives way by more than a thousandth of a ration is told, and nothing else."""
    told: dict[Miss, float] = {}
    for row in ledger.plan["basket_charge"]:
        key = row["place"], ledger.reading.day(date.fromisoformat(row["date"])), row["food_group"], row["rule"]
        told[key] = told.get(key, 0.0) + row["missed"]
    found = {key: missed for key, missed in misses(ledger, eating).items() if key[3] != "jump"}
    for key in sorted({*found, *told}):
        place, day, group, rule = key
        missed, said = found.get(key, 0.0), told.get(key, 0.0)
        if abs(missed - said) > LITTLE and not (said == 0 and missed <= UNTOLD + LITTLE):
            where = f"{place}, day {day}, {group}"
            yield f"{where}: {rule} of the basket is missed by {missed} of a ration, told are {said}."
