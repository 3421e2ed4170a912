"""Coverage of needs, what is short, and the values of the aims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from malja.catalogue.facts import TIERS, Need

from .judge_stock import offered, standing
from .ledger import Key, Ledger
from .reading import above, charge, near


def coverage(ledger: Ledger) -> Iterator[str]:
    """Every violation in coverage, as sentences: a row for every need and day with people, and what it says."""
    reading = ledger.reading
    stands = standing(ledger)
    for place in reading.sites:
        for need in reading.needs.values():
            for day in range(reading.horizon):
                row = ledger.coverage.get((place, need.need, day))
                where = f"{place}, {need.need}, day {day}"
                persons = reading.persons(place, need, day)
                if (row is not None) != (persons > 0):
                    yield f"{where}: {persons} people, and {'no row' if row is None else 'a row'} of coverage."
                elif row is not None:
                    if not near(row["people"], persons):
                        yield f"{where}: {row['people']} people, not {persons}."
                    yield from _provided(ledger, stands, (place, need.need, day), row, where)
                    yield from _short(ledger, (place, need.need, day), row, where)
    for place, name, day in ledger.coverage:
        if place not in reading.sites:
            yield f"{place}, {name}, day {day}: coverage of a place that is no site."


def _provided(ledger: Ledger, stands: dict[Key, float], key: Key, row: dict[str, Any], where: str) -> Iterator[str]:
    """What people used and what stands is provided; service of a daily need as far as it goes."""
    reading = ledger.reading
    place, need, day = key
    if reading.needs[need].kind == "standing":
        least = most = reading.service(place, need, day) + sum(
            reading.content.get((item, need, "in_place"), 0.0) * stands.get((place, item, day), 0.0)
            for item in reading.items
        )
    else:
        least = sum(
            reading.content.get((item, need, "use"), 0.0) * ledger.uses.get((place, item, day), 0.0)
            for item in reading.items
        )
        most = least + max(0.0, offered(ledger, place, need, day))
    if above(least, row["provided"]) or above(row["provided"], most):
        yield f"{where}: {row['provided']} provided, but it is from {least} to {most}."


def _short(ledger: Ledger, key: Key, row: dict[str, Any], where: str) -> Iterator[str]:
    """What each asked tier requires and the share that is missing."""
    reading = ledger.reading
    place, name, day = key
    need: Need = reading.needs[name]
    asked = [tier for tier in TIERS if need.standard(tier) is not None]
    for column in ("required", "short"):
        if [tier for tier in asked if tier in row[column]] != list(row[column]):
            yield f"{where}: {column} has the tiers {list(row[column])}; asked are {asked}."
    for tier in asked:
        required = reading.required(place, need, tier, day) or 0.0
        if not near(row["required"].get(tier, 0.0), required):
            yield f"{where}: {tier} requires {required}, not {row['required'].get(tier, 0.0)}."
        if required > 0:
            short = max(0.0, 1.0 - row["provided"] / required)
            if tier not in row["short"] or abs(row["short"][tier] - short) > 2e-6:
                yield f"{where}: {short} of {tier} is short, not {row['short'].get(tier)}."
        elif row["short"].get(tier, 0.0) != 0:
            yield f"{where}: nothing is required at {tier}, yet {row['short'][tier]} is short."


def shortfall(ledger: Ledger, tier: str) -> tuple[float, float, float]:
    """A tier's shortfall in person-days, charged and plain, and the sum of weight x people it could be at most."""
    charged = plain = most = 0.0
    for (_, name, _), row in ledger.coverage.items():
        weight = ledger.reading.needs[name].weight
        if row["required"].get(tier, 0.0) > 0:
            short = row["short"].get(tier, 0.0)
            charged += weight * row["people"] * charge(short)
            plain += weight * row["people"] * short
            most += weight * row["people"]
    return charged, plain, most


def cost(ledger: Ledger) -> float:
    """What buying, trips and kilograms cost."""
    total: float = sum(ledger.costs.values())
    for (name, day), load in ledger.loads.items():
        lift = ledger.reading.lifts[name]
        total += lift.fixed_cost * load.vehicles + lift.cost_per_kg * ledger.kg(name, day)
    return total


def aims(ledger: Ledger) -> Iterator[str]:
    """Each aim's value, plain person-days, cap, bound and gap."""
    for row in ledger.plan["aims"]:
        name = row["aim"]
        if name == "cost":
            value = cost(ledger)
        else:
            value, plain, most = shortfall(ledger, name)
            # Shares are rounded to 12 digits and judged within 2e-6, each of them.
            if not near(row["person_days"], plain, most):
                yield f"{name}: {plain} person-days without charge, not {row['person_days']}."
        if not near(row["value"], value):
            yield f"{name}: the value is {value}, not {row['value']}."
        if above(row["value"], row["cap"]):
            yield f"{name}: the value {row['value']} is above its cap {row['cap']}."
        if above(row["bound"], row["value"]):
            yield f"{name}: the bound {row['bound']} is above the value {row['value']}."
        gap = (row["value"] - row["bound"]) / max(1.0, abs(row["value"]))
        if abs(row["gap"] - gap) > 1e-9 + 1e-6 * abs(gap):
            yield f"{name}: the gap is {gap}, not {row['gap']}."
