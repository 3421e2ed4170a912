"""What is open when time is up, made whole at once: trips cumulated and rounded up, packs some days at a time."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.carrier_rounding import round_carriers
from malja.lifts.search.whole_numbers.pack_rounding import NEAREST, list_pack_loads, round_packs_at_once
from malja.lifts.search.whole_numbers.settling import Settling
from malja.lifts.search.whole_numbers.trip_rounding import round_up_cumulated_trips
from malja.lifts.solver.matrix import gather

#: Days whose packs are rounded before the rest is planned again.
_DAYS = 10


def settle_in_haste(model: Model, settling: Settling, deadline: Deadline) -> None:
    """Settle vehicles and packs that are open still, as many as there is time for; what is whole stays as it is."""
    trips = round_up_cumulated_trips(model, settling.x)
    there = model.columns.trips >= 0
    numbers = np.zeros(len(settling.x))
    numbers[model.columns.trips[there]] = trips[there]
    if len(model.carriers):
        numbers[model.carriers] = round_carriers(model, settling.x, trips)
    vehicles = model.vehicles
    if deadline.has_passed() or not settling.settle(vehicles, numbers[vehicles], deadline):
        return
    loads = list_pack_loads(model, gather(settling.x, model.columns.trips).round())
    settling.forbid(np.setdiff1d(model.packs, loads.column))
    for since in range(0, model.problem.days, _DAYS):
        today = loads.column[(loads.day >= since) & (loads.day < since + _DAYS)]
        today = today[settling.upper[today] > settling.lower[today]]
        if not len(today):
            continue
        rounded = round_packs_at_once(model, settling.x, trips, NEAREST)[today]
        rounded = np.clip(rounded, settling.lower[today], settling.upper[today])
        if deadline.has_passed() or not settling.settle(today, rounded, deadline):
            return
