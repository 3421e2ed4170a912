"""How many vehicles a day's load takes."""

from __future__ import annotations

from malja.lifts.plan import Cargo
from malja.lifts.problem import Problem, vehicles_needed

def vehicles_for(p: Problem, lift: int, cargo: tuple[Cargo, ...]) -> int:
    """Vehicles of a lift that a load takes by its weight and volume, at most what a day allows."""
    kg, m3 = sum(line.kg for line in cargo), sum(line.m3 for line in cargo)
    most = p.operation.lifts[lift].max_per_day
    return max(1, vehicles_needed(kg, float(p.lifts.payload[lift]), m3, float(p.lifts.volume[lift]), most))
