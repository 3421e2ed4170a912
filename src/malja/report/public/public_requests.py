"""Requests for goods and services as the public may see them; trips are left out, they would reveal a lift."""

from __future__ import annotations

from collections.abc import Iterable

from malja.catalogue.facts import Need, Tier
from malja.lifts.requests.requests import Request, Requests
from malja.operation.operation import Operation
from malja.report.public import rounding
from malja.report.public.figures import PublicRequest
from malja.report.public.public_names import PublicNames


def add_up_requests(
    operation: Operation, requests: Requests, known: PublicNames, sites: dict[str, int], few: set[tuple[str, str]]
) -> tuple[PublicRequest, ...]:
    """The requests, those for the same thing added up; those for few people are left out: they would reveal how few.

    `few`: places and needs that concern so few.
    """
    told: list[PublicRequest] = []
    for tier in requests.tiers:
        together: dict[tuple[str, str, str], list[Request]] = {}
        for request in tier.requests:
            serves = {(request.place, need) for need in (*request.needs, request.name)}
            if request.kind != "trips" and not few & serves:
                place = request.place if request.kind == "service" else ""
                together.setdefault((request.kind, request.name, place), []).append(request)
        told += [_told(operation, known, one, sites, tier.tier) for one in together.values()]
    return tuple(told)


def _told(
    operation: Operation, known: PublicNames, requests: list[Request], sites: dict[str, int], tier: Tier
) -> PublicRequest:
    """Several requests for one thing, in all, by the month of the first."""
    first = requests[0]
    is_service = first.kind == "service"
    needs = {need.need: need for need in operation.needs}
    items = {item.item: item for item in operation.items}
    of = needs[first.name] if is_service else items[first.name]
    by = min(request.by for request in requests)
    return PublicRequest(
        kind="service" if is_service else "goods",
        tier=tier,
        name=known.need(of) if isinstance(of, Need) else known.item(of),
        own=known.own(of),
        sector=known.sector(of),
        site=sites[first.place] if is_service else None,
        quantity=_in_all(request.quantity for request in requests) or 0.0,
        unit=known.unit(of.unit),
        daily=isinstance(of, Need) and of.kind == "daily",
        kg=_in_all(request.kg for request in requests),
        m3=_in_all(request.m3 for request in requests),
        cost=_in_all(request.cost for request in requests) or 0.0,
        by=(by.year, by.month),
    )


def _in_all(amounts: Iterable[float | None]) -> float | None:
    """The sum to two digits; None if there is none."""
    known = [amount for amount in amounts if amount is not None]
    return rounding.round_quantity(sum(known)) if known else None
