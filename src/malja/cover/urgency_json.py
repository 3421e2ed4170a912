"""Urgent needs as data for other programs, in the order of the list."""

from __future__ import annotations

from malja.cover.urgency import Urgency


def build_urgency_record(one: Urgency) -> dict[str, object]:
    """One need that is short or runs out; dates ISO, null: not known; kilograms gross, quantities in units."""
    departure = one.departure
    return {
        "place": one.place,
        "need": one.need.need,
        "tier": one.tier,
        "urgent": one.is_urgent,
        "short_now": one.is_short_now,
        "first_short": one.first_short.isoformat(),
        "missing_now": float(f"{one.short:.12g}"),
        "missing_most": float(f"{one.lack:.12g}"),
        "people": float(f"{one.people:.12g}"),
        "harm_to": one.severity.harm,
        "harm": one.need.harm,
        "harm_after_days": None if one.severity.after_days is None else float(f"{one.severity.after_days:.12g}"),
        "harms_on": one.harms_on.isoformat() if one.harms_on else None,
        "needed_by": one.needed_by.isoformat() if one.needed_by else None,
        "send": [
            {"item": good.item.item, "packs": good.packs, "quantity": good.quantity, "kg": float(f"{good.kg:.12g}")}
            for good in one.send
        ],
        "send_for_days": one.days,
        "lift": departure.lift if departure else None,
        "leaves": departure.leaves.isoformat() if departure else None,
        "ready": one.ready_on.isoformat() if one.ready_on else None,
        "in_time": one.is_in_time,
    }
