"""Covers as data for other programs: JSON, the same bytes for the same operation."""

from __future__ import annotations

import json
from collections.abc import Sequence

from malja.catalogue.facts import Source
from malja.cover.cover import Cover
from malja.cover.urgency import find_urgencies
from malja.cover.urgency_json import build_urgency_record
from malja.operation.operation import Operation

_FORMAT = "malja.cover/1"


def format_covers(operation: Operation, covers: Sequence[Cover]) -> str:
    """One object: format, operation, start, days, reserve_days, `urgent` (what is short, the gravest first), `covers`.

    Quantities are in the need's unit with 12 significant digits, dates ISO; null: holds beyond the horizon.
    """
    record = {
        "format": _FORMAT,
        "operation": operation.name,
        "start": operation.start.isoformat(),
        "days": operation.days,
        "reserve_days": operation.reserve_days,
        "urgent": [build_urgency_record(one) for one in find_urgencies(operation, covers)],
        "covers": [_row(one) for one in covers],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _row(one: Cover) -> dict[str, object]:
    return {
        "place": one.place,
        "need": one.need.need,
        "unit": one.need.unit,
        "tier": one.tier,
        "days": None if one.days is None else _digits(one.days),
        "first_short": None if one.first_short is None else one.first_short.isoformat(),
        "people": _digits(one.people),
        "required": _digits(one.required),
        "provided": _digits(one.provided),
        "short": _digits(one.short),
        "lack": _digits(one.lack),
        "missing": _digits(one.missing),
        "missing_days": one.missing_days,
        "derivation": {
            "heads": _digits(one.derived.heads),
            "counted": "all_who_came" if one.derived.kept else "present",
            "group": one.derived.group,
            "share": _digits(one.derived.share),
            "reach": _digits(one.derived.reach),
            "standard": _digits(one.derived.standard),
            "source": _source(one.derived.source),
            "group_source": _source(one.derived.group_source),
            "uncertain": one.derived.is_uncertain,
        },
        "givers": [
            {"kind": giver.kind, "name": giver.name, "quantity": _digits(giver.quantity), "gives": _digits(giver.gives)}
            for giver in one.givers
        ],
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "document": source.document,
        "edition": source.edition,
        "page": source.page,
        "basis": source.basis,
        "confidence": source.confidence,
    }


def _digits(number: float) -> float:
    """The number with 12 significant digits; a negative zero is zero."""
    return float(f"{number:.12g}") + 0.0
