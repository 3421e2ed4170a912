"""Answers on capacity and requests as data for other programs: JSON, the same bytes for the same operation."""

from __future__ import annotations

import dataclasses
import datetime
import json

from malja.lifts.capacity.capacity import Capacity
from malja.lifts.plan.plan_json import round_digits
from malja.lifts.requests.requests import Requests

CAPACITY, REQUESTS = "malja.capacity/1", "malja.requests/1"


def write_capacity(found: Capacity) -> str:
    """One object: format, then the fields of `Capacity`; dates ISO, null: nothing limits it."""
    return _text(CAPACITY, found)


def write_requests(found: Requests) -> str:
    """One object: format, then the fields of `Requests`; dates ISO, figures with 12 significant digits."""
    return _text(REQUESTS, found)


def _text(form: str, found: Capacity | Requests) -> str:
    record = {"format": form, **{key: _plain(value) for key, value in _fields(found).items()}}
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _fields(found: object) -> dict[str, object]:
    if not dataclasses.is_dataclass(found):
        raise TypeError(found)
    return {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {key: _plain(one) for key, one in _fields(value).items()}
    return round_digits(value) if isinstance(value, float) else value
