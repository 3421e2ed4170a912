"""Answers as data for other programs: JSON, the same bytes for the same operation."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

from malja.lifts.plan.digits import round_digits


def write_record(format_name: str, record: Any) -> str:
    """A dataclass as one JSON object: format, then its fields; dates ISO 8601, numbers with 12 significant digits."""
    content = {"format": format_name, **_fields(record)}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _fields(record: Any) -> dict[str, object]:
    return {field.name: _plain(getattr(record, field.name)) for field in dataclasses.fields(record)}


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return _fields(value)
    return round_digits(value) if isinstance(value, float) else value
