"""What daily readings say for a plan: the litres that a site's wells really give, and fuel left in tanks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from malja.language.say import say
from malja.operation.rows import Tables
from malja.site.operation.reconcile import JOURNAL_DOCUMENT
from malja.site.operation.sheets import Cells
from malja.stock.ledger.amounts import NOTHING, write_amount
from malja.stock.upkeep.utilities import READING_DAYS, Utilities, UtilityReading

SERVICES_SHEET = "services"
#: What the litres of the wells are of; of water made safe there can't be more than was drawn.
_WATER, _TREATED = "water", "treated_water"


def read_wells(rows: Sequence[Cells], utilities: Utilities, draft: Tables) -> list[Cells]:
    """The rows of services with the litres that were read last in the place of those that hold on the first day.

    Rows that begin later stay: they are what is added then.
    """
    told = list(rows)
    since = draft.start - datetime.timedelta(days=READING_DAYS)
    asked = {need.need for need in draft.needs}
    sites = {place.place for place in draft.places if place.role == "site"}
    for (place, _), readings in sorted(utilities.last_day("well_water", since).items()):
        if place not in sites:
            continue
        litres = sum((one.amount for one in readings), NOTHING)
        for need in (_WATER, _TREATED):
            now = [cells for cells in told if _holds(cells, place, need, draft.start)]
            given = sum(float(cells.get("quantity") or 0) for cells in now)
            if need not in asked or (need == _TREATED and given <= litres):
                continue
            note = say("site", "well_note", date=readings[0].key.day)
            source = {"document": JOURNAL_DOCUMENT, "basis": "read", "note": note}
            row = {"place": place, "need": need, "quantity": write_amount(litres), **source}
            told = [*(cells for cells in told if cells not in now), row]
    return told


def read_tanks(rows: Sequence[Cells], utilities: Utilities, draft: Tables) -> list[Cells]:
    """The rows of stock, and beside them the fuel that was left in tanks when they were read last."""
    since = draft.start - datetime.timedelta(days=READING_DAYS)
    places, items = {place.place for place in draft.places}, {item.item for item in draft.items}
    tanks = [
        _tank_row(place, item, readings)
        for (place, item), readings in sorted(utilities.last_day("fuel_left", since).items())
        if place in places and item in items
    ]
    return [*rows, *tanks]


def _tank_row(place: str, item: str, readings: Sequence[UtilityReading]) -> Cells:
    return {
        "place": place,
        "item": item,
        "quantity": write_amount(sum((one.amount for one in readings), NOTHING)),
        "document": JOURNAL_DOCUMENT,
        "basis": "read",
        "note": say("site", "tank_note", date=readings[0].key.day),
    }


def _holds(cells: Cells, place: str, need: str, start: datetime.date) -> bool:
    """Whether a service is of this place and need and holds on the first day."""
    day = start.isoformat()
    begins, ends = cells.get("from") or day, cells.get("to") or day
    return cells.get("place") == place and cells.get("need") == need and begins <= day <= ends
