"""Generate an instance: invented places, people, goods and lifts, drawn from its shape with its seed alone."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from random import Random

from benchmarks.family.folder import Cell, Row, write_folder
from benchmarks.family.instances import Instance
from benchmarks.family.lifts import make_flow, make_trips, pick_packs
from benchmarks.family.own_goods import own_services, own_stock, own_tables
from benchmarks.family.places import make_people, make_places, make_services, make_stock

HERE = Path(__file__).parent
START = datetime.date(2025, 3, 3)
#: kg and m3 of a pack of what senders like to fix.
COMMITTED = {
    "tent_family_16": (55.0, 0.28175),
    "heb_carton": (10.8, 0.022),
    "rice": (50.25, 0.0625),
    "veg_oil": (17.8848, 0.02484),
    "soap_body_100": (10.2, 0.0092),
    "mr_vaccine_dose": (5.0, 0.00492),
    "jerrycan_10_fold": (14.0, 0.042),
}


def write_instance(instance: Instance, folder: Path) -> None:
    """Write the operation of an instance into a folder."""
    settings: dict[str, Cell] = {
        "name": instance.name,
        "start": str(START),
        "days": instance.days,
        "reserve_days": min(7, max(2, instance.days // 7)),
        "household_size": 5.0,
        "climate": instance.shape.climate,
        "catalogue": "sphere" if instance.shape.sphere else "none",
    }
    settings |= {"currency": "USD", "whole_packs": True}
    write_folder(folder, settings, make_tables(instance))


def make_tables(instance: Instance) -> dict[str, list[Row]]:
    """The rows of every table of an instance."""
    random = Random(instance.name)  # noqa: S311
    shape = instance.shape
    people, movements = make_people(random, instance, START)
    tables: dict[str, list[Row]] = {"people": movements, "places": make_places(random, instance, people)}
    total = sum(people.values())
    if shape.sphere:
        changed = [name for name in ("opened", "short_lived") if getattr(shape, _FLAGS[name])]
        tables["items"] = [row for name in changed for row in _read(name)]
        tables["services"] = make_services(random, instance, people)
        tables["stock"] = make_stock(random, instance, people)
        goods, committed = _read("goods"), COMMITTED
    else:
        tables |= own_tables(random)
        tables["services"], tables["stock"] = own_services(random, people), own_stock(random, people)
        goods = tables.pop("goods")
        committed = {}
    tables["supply"] = _supply(random, instance, goods, total)
    lifts = _lifts(random, instance, people)
    tables["lifts"] = list(lifts.values())
    tables["committed"] = _committed(random, instance, lifts, committed)
    return tables


_FLAGS = {"opened": "opened_kits", "short_lived": "short_lives"}


def _read(name: str) -> list[Row]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _supply(random: Random, instance: Instance, goods: list[Row], total: int) -> list[Row]:
    """What can be bought: limited goods in two lots, the second a week or two later; one good in twelve is missing."""
    shape = instance.shape
    rows: list[Row] = []
    for row in goods:
        if row["climate"] not in ("", None, shape.climate) or random.random() < 1 / 12:
            continue
        one: dict[str, str | int | float | None] = {"place": row["place"], "item": row["item"]}
        each, cost = float(row["per_person"] or 0), float(row["unit_cost"] or 0)
        one["unit_cost"] = round(cost * random.uniform(0.9, 1.3), 3)
        if not each or shape.supply is None:
            rows.append(one)
            continue
        quantity = each * shape.supply * total * random.uniform(0.6, 1.2)
        first = max(1, int(quantity * random.uniform(0.4, 0.8)))
        later = START + datetime.timedelta(days=random.randint(5, max(6, instance.days // 2)))
        rows.append({**one, "quantity": first})
        rows.append({**one, "quantity": max(1, int(quantity) - first), "from": str(later)})
    return rows


def _lifts(random: Random, instance: Instance, people: dict[str, int]) -> dict[str, Row]:
    """Straight to the sites, or to the hubs and on from there; the first lift is by air from the depot."""
    shape, lifts = instance.shape, dict[str, Row]()
    daily = {site: heads * random.uniform(*shape.kg) for site, heads in people.items()}
    if not shape.hubs:
        for site, kg in daily.items():
            lifts |= make_trips(random, f"air_{site}", ("depot", site), 7 * kg * (1 - shape.road), air=True)
            if random.random() < 0.4:
                lifts |= make_trips(random, f"trucks_{site}", ("market", site), 7 * kg * shape.road, air=False)
            else:
                lifts |= make_flow(random, f"road_{site}", ("market", site), kg * shape.road)
        return lifts
    served = {f"hub{1 + number % shape.hubs}": 0.0 for number in range(shape.hubs)}
    for number, (site, kg) in enumerate(daily.items()):
        hub = f"hub{1 + number % shape.hubs}"
        served[hub] += kg
        lifts |= _onward(random, hub, site, kg, number)
        if shape.hubs > 1 and random.random() < 0.4:
            other = f"hub{1 + (number + 1) % shape.hubs}"
            lifts |= make_trips(random, f"second_{site}", (other, site), 7 * kg * 0.4, air=False)
    into: dict[str, Row] = {}
    for hub, kg in served.items():
        kg = max(kg, 3000.0)
        into |= make_trips(random, f"air_{hub}", ("depot", hub), 7 * kg * (1 - shape.road), air=True)
        into |= make_flow(random, f"road_{hub}", ("market", hub), kg * shape.road)
    if shape.hubs > 1:
        into |= make_flow(random, "between", ("hub1", "hub2"), 0.2 * served["hub1"])
    return into | lifts


def _onward(random: Random, hub: str, site: str, kg: float, number: int) -> dict[str, Row]:
    """From a hub to a site: lorries, a shuttle at a rate, or helicopters."""
    kind = (number + random.randrange(3)) % 3
    if kind == 0:
        return make_trips(random, f"lorries_{site}", (hub, site), 7 * kg, air=False)
    if kind == 1:
        return make_flow(random, f"shuttle_{site}", (hub, site), kg)
    by_air = make_trips(random, f"helicopter_{site}", (hub, site), 7 * kg * 0.6, air=True)
    return by_air | make_trips(random, f"lorries_{site}", (hub, site), 7 * kg * 0.5, air=False)


def _committed(
    random: Random, instance: Instance, lifts: dict[str, Row], packs: dict[str, tuple[float, float]]
) -> list[Row]:
    """Cargo fixed on flights from the depot, each on a day of its own, 40 to 90 % full."""
    flights = [row for name, row in lifts.items() if name.startswith("air_") and row["origin"] == "depot"]
    rows: list[Row] = []
    if not packs or not instance.shape.committed:
        return rows
    days = sorted(random.sample(range(1, instance.days), min(instance.shape.committed, instance.days - 1)))
    for day in days:
        lift = random.choice(flights)
        for item, count in pick_packs(random, packs, lift, random.uniform(0.4, 0.9), random.randint(2, 4)).items():
            date = str(START + datetime.timedelta(days=day))
            rows.append({"lift": lift["lift"], "date": date, "item": item, "packs": count})
    return rows
