"""What people eat: grams and shares recomputed from what is used, and every rule of the basket that was not kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from malja.catalogue.facts import BasketRule

from .eating import FUEL, PLACES, RULES, SETS, SMOOTH, Eating
from .ledger import Ledger
from .reading import SLACK, near

#: Misses smaller than this share of a ration need not be told.
LITTLE = 2e-6

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
    """By site, day, food group and rule (over, under, jump; raw): what is missed, in shares of a ration."""
    reading = ledger.reading
    found: dict[Miss, float] = {}
    for place in reading.sites if eating.basket else ():
        before: dict[str, tuple[float, float]] = {}
        for day in range(reading.horizon):
            ration, persons = eating.ration(place, day), reading.present(place, day)
            if ration <= 0 or persons <= 0:
                continue
            total, groups = _by_group(ledger, eating, place, day)
            for group, rule in eating.rules(place, day).items():
                kcal, grams = groups.get(group, (0.0, 0.0))
                eaten = (kcal / ration, grams * eating.density(group) / ration, total / ration)
                at = eating.density(group) * persons / ration
                found[place, day, group, "over"], found[place, day, group, "under"] = _missed(rule, eaten, at)
            found[place, day, "", "raw"] = _uncooked(ledger, eating, place, day) / ration
            for group, (kcal, _) in groups.items():
                if eating.steady(place, group, day):
                    found[place, day, group, "jump"] = abs(kcal - before[group][0]) / ration
            before = groups
    return found


def _missed(rule: BasketRule, eaten: tuple[float, float, float], at: float) -> tuple[float, float]:
    """What one group is over and under its row, `eaten`: its energy, its grams and all energy, in rations."""
    share, grams, total = eaten
    over = under = 0.0
    if rule.max_share is not None:
        over = max(over, share - rule.max_share * total)
    if rule.max_g is not None:
        over = max(over, grams - at * rule.max_g)
    if rule.min_share is not None:
        under = max(under, rule.min_share * total - share)
    if rule.min_g is not None:
        under = max(under, at * rule.min_g * total - grams)
    return over, under


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
    return max(0.0, kcal - min(limits) * each) if limits else 0.0


def basket_charge(ledger: Ledger) -> float:
    """B: people times what is missed, all rules together, each day over the most that a ration can miss."""
    reading, eating = ledger.reading, Eating(ledger.reading)
    return sum(
        reading.present(place, day) / eating.most_broken(place, day) * missed * (SMOOTH if rule == "jump" else 1.0)
        for (place, day, _, rule), missed in misses(ledger, eating).items()
    )


def _told(ledger: Ledger, eating: Eating) -> Iterator[str]:
    """Each miss of the basket is told, and nothing else."""
    told: dict[Miss, float] = {}
    for row in ledger.plan["basket_charge"]:
        key = row["place"], ledger.reading.day(date.fromisoformat(row["date"])), row["food_group"], row["rule"]
        told[key] = told.get(key, 0.0) + row["missed"]
    found = misses(ledger, eating)
    for key in sorted({*found, *told}):
        place, day, group, rule = key
        if rule != "smooth" and abs(found.get(key, 0.0) - told.get(key, 0.0)) > LITTLE:
            yield (
                f"{place}, day {day}, {group}: {rule} of the basket is missed by {found.get(key, 0.0)} of a ration, "
                f"told are {told.get(key, 0.0)}."
            )
