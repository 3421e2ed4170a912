"""Needs and goods of an operation that takes nothing from the catalogue: few, with lives, shelf lives and inputs."""

from __future__ import annotations

from random import Random

from benchmarks.family.folder import Row

#: need, kind, group, unit, minimum, share of it for survival, factor to the target, weight, share a site may have
_NEEDS = (
    ("meals", "daily", "everyone", "kcal", 2100, 0.7, 1.0, 0.4, 0.3),
    ("fresh", "daily", "everyone", "portion", 1, 0.0, 1.5, 0.1, 0.2),
    ("safe_water", "daily", "everyone", "l", 12, 0.5, 1.5, 0.6, 0.6),
    ("river", "daily", "everyone", "l", 0, 0.0, 1.0, 0.1, 0.0),
    ("warmth", "daily", "household", "household-day", 1, 0.0, 1.0, 0.3, 0.1),
    ("roof", "standing", "everyone", "m2", 3.5, 0.5, 1.3, 0.8, 0.5),
    ("covers", "standing", "everyone", "cover", 1, 0.0, 2.0, 0.3, 0.4),
    ("care", "daily", "everyone", "person-day", 1, 0.5, 1.0, 0.4, 0.2),
    ("vaccination", "standing", "everyone", "dose", 0.3, 1.0, 1.0, 0.2, 0.0),
    ("light", "standing", "household", "lamp", 1, 0.0, 1.0, 0.1, 0.2),
)
#: item, kind, pack, kg and m3 of a pack, shelf life, ration, setting up, life, price, where, limit a person
_ITEMS = (
    ("grain", "consumable", 50, 50.5, 0.07, None, 0.6, 0, None, 0.6, "market", 12),
    ("ready_meal", "consumable", 12, 9, 0.02, None, 3, 0, None, 2.5, "depot", 20),
    ("fruit", "consumable", 15, 16, 0.035, 6, 1, 0, None, 0.9, "market", 10),
    ("tablets", "consumable", 10000, 3, 0.02, None, None, 0, None, 0.01, "depot", None),
    ("water_unit", "asset", 1, 410, 2.6, None, None, 1, None, 21000, "depot", 0.001),
    ("fuel", "consumable", 200, 184, 0.27, None, None, 0, None, 1.3, "market", 8),
    ("heater", "asset", 2, 14, 0.09, None, None, 0, 40, 80, "depot", 0.2),
    ("tent", "asset", 1, 58, 0.3, None, None, 1, 45, 350, "depot", 0.1),
    ("sheet", "asset", 10, 40, 0.11, None, None, 0, 25, 11, "depot", 1),
    ("cover", "asset", 30, 52, 0.33, None, None, 0, None, 5, "depot", 1.5),
    ("clinic_kit", "consumable", 1, 420, 2.1, 400, None, 0, None, 6000, "depot", 0.0004),
    ("vaccine", "asset", 200, 3, 0.003, 10, None, 0, None, 0.8, "depot", 0.5),
    ("lamp", "asset", 20, 11, 0.08, None, None, 0, None, 11, "depot", 0.3),
)
_CONTENTS = (
    ("grain", "meals", "use", 3500),
    ("ready_meal", "meals", "use", 1100),
    ("fruit", "fresh", "use", 6),
    ("tablets", "safe_water", "use", 10),
    ("water_unit", "safe_water", "per_day", 30000),
    ("heater", "warmth", "per_day", 1),
    ("tent", "roof", "in_place", 16),
    ("sheet", "roof", "in_place", 5),
    ("cover", "covers", "in_place", 1),
    ("clinic_kit", "care", "use", 90000),
    ("vaccine", "vaccination", "in_place", 1),
    ("lamp", "light", "in_place", 1),
)
_RUNNING = (("water_unit", "river", 32000), ("water_unit", "fuel", 14), ("heater", "fuel", 2))


def own_tables(random: Random) -> dict[str, list[Row]]:
    """needs, items, contents and running, their figures drawn near those above; `goods` says what is sold where."""
    tables: dict[str, list[Row]] = {"needs": [], "items": [], "contents": [], "running": [], "goods": []}
    for need, kind, group, unit, minimum, survival, target, weight, _ in _NEEDS:
        least = round(minimum * random.uniform(0.9, 1.1), 2) if minimum else None
        tables["needs"].append(
            {
                "need": need,
                "kind": kind,
                "group": group,
                "unit": unit,
                "survival": round(least * survival, 3) if least and survival else None,
                "minimum": least,
                "target": round(least * target, 3) if least else None,
                "weight": weight,
            }
        )
    for item, kind, pack, kg, m3, shelf, ration, setup, life, price, place, limit in _ITEMS:
        heavier = random.uniform(0.85, 1.25)
        tables["items"].append(
            {
                "item": item,
                "kind": kind,
                "pack_quantity": pack,
                "pack_kg": round(kg * heavier, 2),
                "pack_m3": round(m3 * heavier, 4),
                "shelf_life_days": shelf,
                "max_per_person_day": ration,
                "setup_days": setup,
                "life_days": life,
            }
        )
        tables["goods"].append({"item": item, "unit_cost": price, "place": place, "climate": None, "per_person": limit})
    tables["contents"] = [
        {"item": item, "need": need, "how": how, "quantity": quantity} for item, need, how, quantity in _CONTENTS
    ]
    tables["running"] = [{"item": item, "input": taken, "quantity": quantity} for item, taken, quantity in _RUNNING]
    return tables


def own_services(random: Random, people: dict[str, int]) -> list[Row]:
    """What sites have by themselves: a share of some minimums, and the river."""
    rows: list[Row] = []
    for site, heads in people.items():
        for need, _, _, _, minimum, _, _, _, most in _NEEDS:
            share = most * random.random()
            if share > 0.05:
                rows.append({"place": site, "need": need, "quantity": round(minimum * share * heads, 1)})
        rows.append({"place": site, "need": "river", "quantity": 60 * heads})
    return rows


def own_stock(random: Random, people: dict[str, int]) -> list[Row]:
    """A few days of food at the sites."""
    rows: list[Row] = []
    for site, heads in people.items():
        for item, each in (("grain", 0.4), ("ready_meal", 0.3), ("fuel", 0.1)):
            if random.random() < 0.7:
                rows.append({"place": site, "item": item, "quantity": int(each * heads * random.uniform(1, 5)) + 1})
    return rows
