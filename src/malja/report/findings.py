"""Capacity, requests and what-if results of a plan, kept in findings.json because computing them again takes long."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import get_args, get_origin

from cattrs import BaseValidationError, Converter

from malja.catalogue.facts import TIERS, Tier
from malja.frames import RecordsOf
from malja.lifts.capacity.capacity import Capacity
from malja.lifts.plan.plan import Limit, Plan, drop_reasons
from malja.lifts.plan.plan_json import format_plan as plan_json
from malja.lifts.requests.requests import Requests
from malja.lifts.what_if.flight_failure import FlightFails
from malja.lifts.what_if.rough_inputs import RoughInputs
from malja.operation.operation import Operation

_FORMAT = "malja.findings/1"
#: The file beside plan.json.
FINDINGS_FILE = "findings.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Results that need the solver; None: not computed. `limits` are the plan's, which plan.json does not hold.

    `cut`: names of findings for which time was up, so that they are missing or lack a part; which ones depends on the
    machine.
    """

    limits: tuple[Limit, ...] = ()
    capacity: Capacity | None = None
    requests: Requests | None = None
    flight_fails: FlightFails | None = None
    rough_inputs: RoughInputs | None = None
    cut: tuple[str, ...] = ()


def mark_cut(names: tuple[str, ...], name: str, *, cut: bool) -> tuple[str, ...]:
    """The names of what was cut short with or without one."""
    others = tuple(other for other in names if other != name)
    return (*others, name) if cut else others


def list_missing_capacity(operation: Operation, capacity: Capacity | None) -> tuple[tuple[str, Tier], ...]:
    """Sites and tiers whose capacity was not worked out."""
    known = {(one.place, one.tier) for one in capacity.sites} if capacity else set()
    sites = (place.place for place in operation.places if place.role == "site")
    return tuple((place, tier) for place in sites for tier in list_asked_tiers(operation) if (place, tier) not in known)


def list_missing_requests(operation: Operation, requests: Requests | None) -> tuple[Tier, ...]:
    """Tiers for which it was not worked out what to ask for."""
    known = {one.tier for one in requests.tiers} if requests else set()
    return tuple(tier for tier in list_asked_tiers(operation) if tier not in known)


def list_asked_tiers(operation: Operation) -> tuple[Tier, ...]:
    """The tiers that any need asks."""
    return tuple(tier for tier in TIERS if any(need.standard(tier) for need in operation.needs))


def format_findings(findings: Findings, operation: Operation, plan: Plan) -> str:
    """The findings as JSON with a fingerprint of operation and plan; the same findings give the same bytes."""
    record = {"format": _FORMAT, "of": _of(operation, plan), "findings": _converter().unstructure(findings)}
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def parse_findings(text: str, operation: Operation, plan: Plan) -> Findings | None:
    """The findings that `to_json` wrote; None if they are of other tables or another plan, or cannot be read.

    They are then computed again.
    """
    try:
        record = json.loads(text)
        if not isinstance(record, dict) or record.get("format") != _FORMAT or record.get("of") != _of(operation, plan):
            return None
        return _converter().structure(record["findings"], Findings)
    except (ValueError, KeyError, BaseValidationError):
        return None


def _of(operation: Operation, plan: Plan) -> str:
    """A fingerprint of all tables and of the plan, without reasons: they follow from both, and may be added later."""
    return hashlib.sha256(f"{operation!r}\n{plan_json(drop_reasons(plan))}".encode()).hexdigest()


@cache
def _converter() -> Converter:
    made = Converter()
    made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_structure_hook(datetime.date, lambda said, _: datetime.date.fromisoformat(said))
    made.register_structure_hook_func(
        _holds_records,
        lambda said, kind: tuple(made.structure(one, get_args(kind)[0]) for one in said),
    )
    made.register_unstructure_hook_func(_holds_records, lambda records: [made.unstructure(one) for one in records])
    return made


def _holds_records(kind: object) -> bool:
    origin: object = get_origin(kind)
    return origin is RecordsOf
