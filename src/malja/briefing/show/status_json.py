"""How a site stands, for other programs."""

from __future__ import annotations

import dataclasses
import datetime
import json
from decimal import Decimal

from malja.cover.cover import Cover, list_first_to_run_out
from malja.cover.urgency_json import build_urgency_record
from malja.site.status.status import SiteStatus
from malja.stock.ledger.amounts import write_amount
from malja.stock.upkeep.utilities import ReadingKey, UtilityReading

_FORMAT = "malja.status/1"


def status_json(standing: SiteStatus) -> str:
    """One object: amounts as decimal texts, days as ISO texts; `urgent` has what is short or runs
    out, the gravest harm first, `covers` what falls below each tier, in the same order.
    """
    record = {
        "format": _FORMAT,
        "name": standing.name,
        "day": standing.day.isoformat(),
        "entries": standing.entries,
        "stores": standing.stores,
        "planned": standing.operation is not None,
        "urgent": [build_urgency_record(one) for one in standing.urgencies],
        "covers": [_cover_as_json(one) for one in list_first_to_run_out(standing.covers)],
        "doubts": [{**one.to_json()} for one in standing.doubts],
        "heads": list(standing.tips),
        "readings": [_reading_as_json(one) for one in standing.readings],
    }
    record["handover"] = [_as_json(one._asdict()) for one in standing.handover]
    for name in ("people", "days", "rates", "items", "expiring", "meals", "rounds", "flights", "pledges"):
        record[name] = [_as_json(dataclasses.asdict(one)) for one in getattr(standing, name)]
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _reading_as_json(one: UtilityReading) -> dict[str, object]:
    return {**_asdict(one.key), "amount": write_amount(one.amount), "alert": one.is_alert}


def _asdict(key: ReadingKey) -> dict[str, object]:
    return {**key._asdict(), "day": key.day.isoformat()}


def _cover_as_json(one: Cover) -> dict[str, object]:
    return {
        "place": one.place,
        "need": one.need.need,
        "tier": one.tier,
        "first_short": one.first_short.isoformat() if one.first_short else None,
        "short": round(one.short, 6),
        "people": round(one.people),
    }


def _as_json(value: object) -> object:
    """Values that JSON knows: decimals and days as text."""
    match value:
        case Decimal():
            return write_amount(value.quantize(Decimal("0.000001")))
        case datetime.date():
            return value.isoformat()
        case dict():
            return {str(name): _as_json(each) for name, each in value.items()}
        case list() | tuple():
            return [_as_json(each) for each in value]
        case _:
            return value
