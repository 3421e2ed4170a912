"""How a site stands, for other programs."""

from __future__ import annotations

import dataclasses
import datetime
import json
from decimal import Decimal
from typing import TYPE_CHECKING

from malja.stock.ledger.amounts import write_amount

if TYPE_CHECKING:
    from malja.cover.cover import Cover
    from malja.site.status.status import SiteStatus

FORMAT = "malja.status/1"


def to_json(standing: SiteStatus) -> str:
    """One object: amounts as decimal texts, days as ISO texts; `covers` has what falls below a tier, soonest first."""
    from malja.cover.cover import list_first_to_run_out

    record = {
        "format": FORMAT,
        "name": standing.name,
        "day": standing.day.isoformat(),
        "entries": standing.entries,
        "stores": standing.stores,
        "planned": standing.operation is not None,
        "covers": [_cover(one) for one in list_first_to_run_out(standing.covers)],
        "doubts": [{**one.to_json()} for one in standing.doubts],
        "heads": list(standing.heads),
    }
    for name in ("people", "rates", "items", "expiring", "meals", "rounds", "flights"):
        record[name] = [_plain(dataclasses.asdict(one)) for one in getattr(standing, name)]
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cover(one: Cover) -> dict[str, object]:
    return {
        "place": one.place,
        "need": one.need.need,
        "tier": one.tier,
        "first_short": one.first_short.isoformat() if one.first_short else None,
        "short": round(one.short, 6),
        "people": round(one.people),
    }


def _plain(value: object) -> object:
    """Values that JSON knows: decimals and days as text."""
    match value:
        case Decimal():
            return write_amount(value.quantize(Decimal("0.000001")))
        case datetime.date():
            return value.isoformat()
        case dict():
            return {str(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value
