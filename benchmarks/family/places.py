"""The places of an invented operation, who lives there, and what they have by themselves."""

from __future__ import annotations

import datetime
from random import Random

from benchmarks.family.folder import Row
from benchmarks.family.instances import Instance

#: A minimum a person that a site can give by itself; both kinds of safe water come from the same tap.
SERVICES = {
    "water": 15.0,
    "treated_water": 15.0,
    "taps": 0.004,
    "water_storage": 15.0,
    "kitchen_capacity": 1.0,
    "covered_area": 3.5,
    "toilets": 0.05,
    "clothing": 2.0,
    "blankets": 1.0,
    "public_lights": 0.01,
    "clinic_power": 0.048,
    "hospital_beds": 0.001,
}
#: Stock in days of a ration: units a person and day.
STOCK = {"bulgur": 0.25, "lentils": 0.06, "veg_oil": 0.03, "salt": 0.005, "lpg_kg": 0.03, "heb_carton": 0.01}


def make_places(random: Random, instance: Instance, people: dict[str, int]) -> list[Row]:
    """A depot and a market, the hubs and the sites."""
    shape, total = instance.shape, sum(people.values())
    rows: list[Row] = [{"place": "depot", "role": "source"}, {"place": "market", "role": "source"}]
    rows += [
        {
            "place": f"hub{number + 1}",
            "role": "hub",
            "storage_m3": round(shape.storage * total / shape.hubs, -1) + 60,
            "handling_days": random.choice((0, 1, 1)),
            "landings_per_day": random.choice((2, 3, None)),
            "unload_kg_per_day": round(12 * total / shape.hubs, -3) + 20000,
        }
        for number in range(shape.hubs)
    ]
    for site, heads in people.items():
        limited = random.random() < 0.5
        rows.append(
            {
                "place": site,
                "role": "site",
                "storage_m3": round(shape.storage * heads, -1) + 40,
                "handling_days": random.choice((0, 0, 1)),
                "unload_kg_per_day": round(12 * heads, -3) + 20000 if limited else None,
            }
        )
    return rows


def make_people(random: Random, instance: Instance, start: datetime.date) -> tuple[dict[str, int], list[Row]]:
    """How many each site has at its fullest, and the rows of who comes and leaves."""
    people: dict[str, int] = {}
    rows: list[Row] = []
    for number in range(instance.sites):
        site, heads = f"site{number + 1}", random.randint(*instance.shape.people)
        there = int(heads * random.uniform(0.4, 0.9))
        rows.append({"place": site, "date": str(start - datetime.timedelta(days=2)), "arrivals": there})
        left = heads - there
        while left > 0:
            come = min(left, int(heads * random.uniform(0.03, 0.2)) + 1)
            rows.append(
                {"place": site, "date": _date(start, random.randrange(instance.days * 2 // 3)), "arrivals": come}
            )
            left -= come
        if random.random() < 0.5:
            day = instance.days * 2 // 3 + random.randrange(instance.days // 4)
            rows.append({"place": site, "date": _date(start, day), "departures": int(heads * 0.08)})
        people[site] = heads
    return people, rows


def make_services(random: Random, instance: Instance, people: dict[str, int]) -> list[Row]:
    """A share of the minimum for some needs at each site; raw water in plenty."""
    rows: list[Row] = []
    for site, heads in people.items():
        water = random.uniform(*instance.shape.own)
        for need, each in SERVICES.items():
            share = water if "water" in need else random.uniform(*instance.shape.own)
            if "water" not in need and random.random() < 0.35:
                continue
            quantity = each * share * heads
            if quantity:
                rows.append({"place": site, "need": need, "quantity": round(quantity, 1 if quantity < 100 else 0)})
        rows.append({"place": site, "need": "raw_water", "quantity": 40 * heads})
    return rows


def make_stock(random: Random, instance: Instance, people: dict[str, int]) -> list[Row]:
    """A few days of food at the sites, some fuel and biscuits at the hubs."""
    rows: list[Row] = []
    for site, heads in people.items():
        for item, each in STOCK.items():
            if random.random() < 0.7:
                rows.append({"place": site, "item": item, "quantity": int(each * heads * random.uniform(1, 6)) + 1})
        rows.append({"place": site, "item": "tent_family_16", "quantity": int(heads * random.uniform(0, 0.04)) + 1})
    for number in range(instance.shape.hubs):
        rows.append({"place": f"hub{number + 1}", "item": "diesel_l", "quantity": random.randint(5, 40) * 200})
        rows.append({"place": f"hub{number + 1}", "item": "heb_carton", "quantity": random.randint(50, 300)})
    return rows


def _date(start: datetime.date, day: int) -> str:
    return str(start + datetime.timedelta(days=day))
