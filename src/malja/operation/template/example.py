"""The small example that `malja new` writes: a school by an airstrip, a depot, one small aircraft, all invented."""

from __future__ import annotations

import datetime

from malja.language.names import say_name
from malja.operation.settings import GENERAL_BASKET, STOWED
from malja.tables.columns import Value

#: Source columns that the example fills in; the others can be added.
EXAMPLE_SOURCE_COLUMNS = ("basis", "note")

#: What is said of every row; it and the names are put into the language that is spoken.
EXAMPLE_NOTE = "example: put your own here"
EXAMPLE_SCHOOL, EXAMPLE_DEPOT = "School by the airstrip", "Depot at the capital's airport"


def make_example_settings(start: datetime.date) -> dict[str, Value]:
    """The value of every key of the example."""
    return {
        "name": say_name(EXAMPLE_SCHOOL),
        "start": start,
        "days": 60,
        "reserve_days": 7,
        "household_size": 5.0,
        "climate": "warm",
        "catalogue": "sphere",
        "currency": "USD",
        "whole_packs": True,
        "tolerance": (0.001, 0.001, 0.01),
        "time_zone": "",
        "week_starts": "monday",
        "basket": GENERAL_BASKET,
        "loading": STOWED,
        "payload_margin": 0.0,
        "split_price": 10.0,
        "name_ar": "",
        "name_en": "",
        "contact": "",
        "issued": None,
        "next_issue": None,
        "funding_required": None,
        "funding_received": None,
    }


def make_example_rows(start: datetime.date) -> dict[str, list[dict[str, Value]]]:
    """The example's rows by table, as values by column; tables without a row are left out."""

    def on(day: int | None) -> datetime.date | None:
        return None if day is None else start + datetime.timedelta(days=day)

    example: dict[str, list[dict[str, Value]]] = {
        "places": [{**_DEPOT, "name": say_name(EXAMPLE_DEPOT)}, {**_SCHOOL, "name": say_name(EXAMPLE_SCHOOL)}],
        "people": [
            {"place": "school", "date": on(day), "arrivals": come, "departures": go} for day, come, go in _PEOPLE
        ],
        "services": [
            {"place": "school", "need": need, "quantity": quantity, "from": on(day)}
            for need, quantity, day in _SERVICES
        ],
        "stock": [{"place": "school", "item": item, "quantity": quantity} for item, quantity in _STOCK],
        "supply": [
            {"place": "depot", "item": item, "quantity": quantity, "unit_cost": cost}
            for item, quantity, cost in _SUPPLY
        ],
        "lifts": [{**_AIRCRAFT, "first": on(1)}],
        "committed": [{"lift": "aircraft", "date": on(1), "item": item, "packs": packs} for item, packs in _COMMITTED],
    }
    invented: dict[str, Value] = {"basis": "assumed", "note": say_name(EXAMPLE_NOTE)}
    return {table: [{**row, **invented} for row in given] for table, given in example.items()}


_DEPOT: dict[str, Value] = {
    "place": "depot",
    "role": "source",
    "lat": -1.32,
    "lon": 36.81,
}
_SCHOOL: dict[str, Value] = {
    "place": "school",
    "role": "site",
    "lat": 1.97,
    "lon": 36.14,
    "storage_m3": 150,
    "landings_per_day": 1,
    "unload_kg_per_day": 12000,
}
_AIRCRAFT: dict[str, Value] = {
    "lift": "aircraft",
    "origin": "depot",
    "destination": "school",
    "vehicle": "an26",
    "per_week": 2,
    "fixed_cost": 6000,
    "cost_per_kg": 0.1,
}

#: Day, the first being 0; people who come and who go.
_PEOPLE = ((-4, 310, None), (0, 150, 20), (6, 60, None))

#: Need, what the school gives of it, and from which day on (None: already).
_SERVICES: tuple[tuple[str, float, int | None], ...] = (
    ("water", 5000, None),
    ("treated_water", 5000, None),
    ("water", 4000, 14),
    ("treated_water", 4000, 14),
    ("taps", 3, None),
    ("water_storage", 6000, None),
    ("covered_area", 1100, None),
    ("toilets", 10, None),
    ("kitchen_capacity", 300, None),
    ("public_lights", 4, None),
    ("learning_spaces", 60, None),
    ("clinical_delivery", 600, None),
    ("supplementary_care", 600, None),
    ("reproductive_care", 600, None),
    ("hospital_beds", 0.5, None),
)

#: Item of the catalogue, units at the school.
_STOCK: tuple[tuple[str, float], ...] = (
    ("rice", 600),
    ("lentils", 200),
    ("veg_oil", 66.24),
    ("salt", 25),
    ("blanket_wool_mt", 180),
    ("sleeping_mat", 100),
    ("soap_body_100", 400),
    ("nadcc_67", 10000),
)

#: Item of the catalogue, packs on board the first aircraft.
_COMMITTED = (("blanket_wool_mt", 10), ("rice", 40))

#: Item of the catalogue, units that can be had (None: as many as wanted), cost of a unit.
_SUPPLY: tuple[tuple[str, float | None, float], ...] = (
    ("rice", None, 0.95),
    ("lentils", None, 0.5),
    ("beans", None, 0.8),
    ("veg_oil", None, 1.4),
    ("sugar", None, 2.1),
    ("salt", None, 0.8),
    ("tomato_paste_200", 5000, 0.35),
    ("super_cereal_plus", 3000, 1.6),
    ("nadcc_67", None, 0.011),
    ("tapstand_6", 4, 390),
    ("bladder_10", 2, 1740),
    ("latrine_slab", 100, 20),
    ("soap_body_100", None, 0.3),
    ("soap_laundry_200", None, 0.5),
    ("sanitary_pads_15", None, 1.5),
    ("nappies_60", None, 10),
    ("jerrycan_10_fold", 1000, 1.1),
    ("blanket_wool_mt", 600, 4.5),
    ("sleeping_mat", 500, 3),
    ("kitchen_set_a", 120, 23.5),
    ("tarpaulin_4x6", 200, 11.5),
    ("tent_family_16", 60, 340),
    ("lpg_kg", 2000, 1.5),
    ("solar_lantern", 120, 15),
    ("iehk_basic", 6, 800),
    ("super_cereal", 3000, 0.95),
    ("rutf_carton", 40, 62.6),
    ("rusf_carton", 40, 50),
    ("mr_vaccine_dose", 500, 0.7),
    ("dignity_kit", 200, 15),
    ("bucket_14", 150, 3.3),
    ("clothing_set", 600, 12),
    ("shelter_tool_kit", 20, 33),
)
