"""Why a line of a load goes, as it stands beside the line in plan.json."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from malja.catalogue.facts import TIERS
from malja.lifts.plan.digits import round_digits
from malja.lifts.plan.plan import WHYS, LoadLack, LoadReason


def write_reason(reason: LoadReason) -> dict[str, object]:
    """A reason as a row: what does not belong to its kind is left out."""
    row: dict[str, object] = {"why": reason.why}
    if reason.lacks:
        row["lacks"] = [_write_lack(lack) for lack in reason.lacks]
    if reason.why in ("variety", "cost"):
        row["place"] = reason.place
    if reason.why == "variety" and reason.first is not None:
        row |= {"food_group": reason.food_group, "rule": reason.rule, "first": reason.first.isoformat()}
    if reason.why == "cost":
        row["cost"] = round_digits(reason.cost)
    return row


def read_reason(row: Mapping[str, Any]) -> LoadReason:
    """The reason that was written; raises ValueError, KeyError or TypeError where it is none."""
    if row["why"] not in WHYS:
        raise ValueError(f"{row['why']!r} is none of {', '.join(WHYS)}")
    first = row.get("first")
    return LoadReason(
        why=row["why"],
        lacks=tuple(_read_lack(lack) for lack in row.get("lacks", [])),
        place=str(row.get("place", "")),
        food_group=str(row.get("food_group", "")),
        rule=str(row.get("rule", "")),
        first=None if first is None else datetime.date.fromisoformat(first),
        cost=float(row.get("cost", 0.0)),
    )


def _write_lack(lack: LoadLack) -> dict[str, object]:
    return {
        "place": lack.place,
        "need": lack.need,
        "tier": lack.tier,
        "first": lack.first.isoformat(),
        "last": lack.last.isoformat(),
        "people": round_digits(lack.people),
        "worst": round_digits(lack.worst),
        "person_days": round_digits(lack.person_days),
        "deeper": lack.deeper,
    }


def _read_lack(row: Mapping[str, Any]) -> LoadLack:
    if row["tier"] not in TIERS:
        raise ValueError(f"{row['tier']!r} is none of {', '.join(TIERS)}")
    return LoadLack(
        place=str(row["place"]),
        need=str(row["need"]),
        tier=row["tier"],
        first=datetime.date.fromisoformat(row["first"]),
        last=datetime.date.fromisoformat(row["last"]),
        people=float(row["people"]),
        worst=float(row["worst"]),
        person_days=float(row["person_days"]),
        deeper=bool(row["deeper"]),
    )
