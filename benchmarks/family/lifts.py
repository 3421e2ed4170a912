"""Lifts of an invented operation: vehicles that carry what a site is to be sent, and cargo that is committed."""

from __future__ import annotations

from random import Random

from benchmarks.family.folder import Row

#: Vehicle, payload in kg, volume in m3, cost of a trip.
AIR = (
    ("helicopter", 2500, 20, 5400),
    ("light aircraft", 5500, 30, 6000),
    ("freighter", 17000, 110, 26000),
    ("large freighter", 45000, 190, 63000),
    ("outsize freighter", 100000, 700, 180000),
)
ROAD = (
    ("van", 1200, 8, 90),
    ("small lorry", 4000, 18, 160),
    ("lorry", 10000, 40, 350),
    ("articulated lorry", 24000, 80, 700),
)


def make_trips(random: Random, name: str, way: tuple[str, str], kg_per_week: float, *, air: bool) -> dict[str, Row]:
    """A lift of whole vehicles that carries about so much a week, by its id."""
    wanted = kg_per_week / random.choice((2, 3, 4, 6))
    vehicle, payload, volume, cost = min(AIR if air else ROAD, key=lambda one: abs(one[1] - wanted))
    per_week = max(1, round(kg_per_week / payload))
    return {
        name: {
            "lift": name,
            "origin": way[0],
            "destination": way[1],
            "mode": "trip",
            "vehicle": vehicle,
            "per_week": per_week,
            "max_per_day": max(1, -(-per_week // 7) + random.choice((0, 1))),
            "payload_kg": payload,
            "volume_m3": volume,
            "transit_days": 0 if air else random.choice((0, 0, 1)),
            "fixed_cost": cost,
            "cost_per_kg": 0.15 if air else 0.02,
        }
    }


def make_flow(random: Random, name: str, way: tuple[str, str], kg_per_day: float) -> dict[str, Row]:
    """A lift by road at a rate, by its id."""
    kg = round(kg_per_day, -2) or 100
    return {
        name: {
            "lift": name,
            "origin": way[0],
            "destination": way[1],
            "mode": "flow",
            "volume_m3": round(kg / random.choice((250, 320, 400)), 1),
            "transit_days": random.choice((0, 1, 1, 2)),
            "cost_per_kg": random.choice((0.06, 0.08, 0.11)),
            "kg_per_day": kg,
        }
    }


def pick_packs(
    random: Random, packs: dict[str, tuple[float, float]], lift: Row, share: float, kinds: int
) -> dict[str, int]:
    """Packs of a few items that together take up at most a share of one vehicle; `packs`: kg and m3 of each."""
    chosen = random.sample(sorted(packs), kinds)
    payload, volume = float(lift["payload_kg"] or 0), float(lift["volume_m3"] or 0)
    counts = {}
    for item in chosen:
        kg, m3 = packs[item]
        counts[item] = int(min(share / kinds * payload / kg, share / kinds * volume / m3))
    return {item: count for item, count in counts.items() if count}
