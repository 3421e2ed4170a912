"""Finds the requests to donors: the cheapest extras with which nobody falls short of a tier."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.full_supply_day import find_full_supply_day
from malja.lifts.requests.cautions import list_cautions
from malja.lifts.requests.cheapest_extras import ChosenExtras, choose_extras, minimise_without_extras
from malja.lifts.requests.extras import EARLY_DAYS, Extra, ExtrasModel, build_extras_model
from malja.lifts.requests.fulfilment import is_short, plan_with_requests, sum_shortfall_before
from malja.lifts.requests.infant_formula import find_infant_formula
from malja.lifts.requests.prices import Prices
from malja.lifts.requests.requests import Referral, Remaining, Request, Requests, TierRequests
from malja.lifts.search.exact import is_small
from malja.lifts.search.unavoidable_shortfall import find_unavoidable_shortfall
from malja.lifts.solver.matrix import Floats, Ints, gather
from malja.lifts.solver.time_limit import OutOfTimeError, refuse_when_late, within_time
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE
from malja.operation.counted_contents import list_counted_contents
from malja.operation.operation import Operation
from malja.operation.rules.references import index_rows
from malja.problems import Failed, Problem, Refused

#: How often requests are checked by planning with them, and raised.
_ROUNDS = 4


def find_requests(
    operation: Operation,
    *,
    since: datetime.date | None = None,
    prices: Prices | None = None,
    stop: Callable[[], bool] | None = None,
) -> Requests:
    """For each tier the extras of the least price with which nobody is below it from a day on.

    `since`: the first day by which every lift could have delivered and its assets be set up, unless given. Extras are
    trips, goods and services; `prices` takes the place of those of the tables and the catalogue. What is short before
    the day stays at its minimum. Once `stop` says true the tiers that are not worked out by then are left out, the last
    first. Raises Refused for a day outside the plan's (docs/model.md, Other answers).
    """
    sites = [place.place for place in operation.places if place.role == "site"]
    day = max(find_full_supply_day(operation, site) for site in sites) if since is None else operation.day(since)
    if not 0 <= day < operation.days:
        last = operation.date(operation.days - 1)
        raise Refused([Problem.at(None, "day_outside", "", since, start=operation.start, last=last)])
    tiers: list[TierRequests] = []
    with suppress(OutOfTimeError), within_time(stop):
        refuse_when_late()
        bare = build_extras_model(operation, day, frozenset(), Prices(), 0)
        before = find_unavoidable_shortfall(operation, day, whole=is_small(bare.model))
        for n, tier in enumerate(TIERS):
            if any(need.standard(tier) for need in operation.needs):
                tiers.append(_tier(operation, bare, n, before, prices or Prices()))
    return Requests(
        operation=operation.name,
        start=operation.start,
        currency=operation.currency,
        tiers=tuple(tiers),
    )


def _tier(
    operation: Operation, bare: ExtrasModel, tier: int, before: tuple[float, ...], prices: Prices
) -> TierRequests:
    """The requests with which nobody is below one tier."""
    answer = minimise_without_extras(bare, tier, before)
    if answer.values is None:
        raise Failed([Problem(code="nothing_found")])
    short = _find_short_needs(bare, tier, answer.values)
    referrals = tuple(_referrals(operation, bare, short, tier, answer.values))
    referred = {(one.place, one.need) for one in referrals}
    needs = bare.model.problem.needs
    wanted = frozenset((needs[k].place, needs[k].need.need) for k in short) - referred
    chosen, model, checked = _choose_and_check(operation, bare, wanted, (tier, before), prices, referred)
    goods = {} if chosen is None else _kilograms(model, chosen)
    return TierRequests(
        tier=TIERS[tier],
        since=operation.date(bare.since),
        person_days=_person_days(bare, tier, answer.values),
        requests=() if chosen is None else tuple(_requests(model, chosen, wanted)),
        cost=0.0 if chosen is None else chosen.cost,
        bound=0.0 if chosen is None else chosen.bound,
        whole=checked,
        cautions=() if chosen is None else tuple(list_cautions(operation, model.model, chosen.x, goods, bare.since)),
        referrals=referrals,
        remaining=() if chosen is None else tuple(_remaining(model, chosen, tier)),
    )


def _choose_and_check(
    operation: Operation,
    bare: ExtrasModel,
    wanted: frozenset[tuple[str, str]],
    aim: tuple[int, tuple[float, ...]],
    prices: Prices,
    referred: set[tuple[str, str]],
) -> tuple[ChosenExtras | None, ExtrasModel, bool]:
    """The extras, and whether planning with them shows that nobody falls short: done where the operation is small.

    A plan may use the extras before the day already: then that use is granted, and more is requested.
    """
    tier, before = aim
    chosen, model = _choose(operation, bare.since, wanted, aim, prices, referred)
    if chosen is None or not is_small(bare.model):
        return chosen, model, is_small(bare.model)
    spared = referred | {(one.place, one.need) for one in _remaining(model, chosen, tier)}
    for _ in range(_ROUNDS):
        plan = plan_with_requests(operation, _requests(model, chosen, wanted))
        if not is_short(plan, operation, bare.since, tier, spared):
            return chosen, model, chosen.whole
        early = sum_shortfall_before(plan, operation, bare.since)
        before = tuple(min(pair) for pair in zip(before, early, strict=True))
        chosen, model = _choose(operation, bare.since, wanted, (tier, before), prices, referred)
        if chosen is None:
            break
    return chosen, model, False


def _choose(
    operation: Operation,
    since: int,
    wanted: frozenset[tuple[str, str]],
    aim: tuple[int, tuple[float, ...]],
    prices: Prices,
    referred: set[tuple[str, str]],
) -> tuple[ChosenExtras | None, ExtrasModel]:
    """The extras, goods handed over as late as possible: what comes early would be used up early."""
    tier, before = aim
    model = build_extras_model(operation, since, wanted, prices, 0)
    if not wanted:
        return None, model
    for early in (0, EARLY_DAYS, operation.horizon):
        if early:
            model = build_extras_model(operation, since, wanted, prices, early)
        chosen = choose_extras(model, tier, before, _columns_of(model, referred), last=early == operation.horizon)
        if chosen is not None:
            return chosen, model
    raise Failed([Problem(code="nothing_found")])


def _columns_of(model: ExtrasModel, referred: set[tuple[str, str]]) -> Ints:
    """Columns of shortfall of needs that are referred elsewhere."""
    needs = model.model.problem.needs
    mine = [k for k, need in enumerate(needs) if (need.place, need.need.need) in referred]
    short = model.model.columns.short[mine]
    return np.unique(short[short >= 0])


def _missing(model: ExtrasModel, tier: int, x: Floats) -> Floats:
    """[site need, day from `since` on] the share of a tier's requirement that is missing."""
    short = model.model.columns.short[:, tier, :, model.since :]
    missing: Floats = np.maximum(gather(x, short), 0.0).sum(axis=1)
    return missing


def _find_short_needs(model: ExtrasModel, tier: int, x: Floats) -> list[int]:
    """Site needs that fall short from the day on."""
    return [int(k) for k in np.flatnonzero((_missing(model, tier, x) > INTEGER_TOLERANCE).any(axis=1))]


def _person_days(model: ExtrasModel, tier: int, x: Floats) -> float:
    p = model.model.problem
    people = np.array([need.people for need in p.needs]).reshape(len(p.needs), p.horizon)
    chosen = float((p.weight[:, None] * people[:, model.since :] * _missing(model, tier, x)).sum())
    return chosen if chosen > INTEGER_TOLERANCE else 0.0


def _referrals(operation: Operation, model: ExtrasModel, short: list[int], tier: int, x: Floats) -> Iterator[Referral]:
    items, missing = index_rows(operation, "items"), _missing(model, tier, x)
    for k in short:
        need = model.model.problem.needs[k]
        item = find_infant_formula(need.need, operation.contents, items)
        if item is not None:
            days = model.since + np.flatnonzero(missing[k] > INTEGER_TOLERANCE)
            people = float(need.people[days].max())
            first = operation.date(int(days[0]))
            yield Referral(place=need.place, need=need.need.need, item=item, people=people, first=first)


def _remaining(model: ExtrasModel, chosen: ChosenExtras, tier: int) -> Iterator[Remaining]:
    """Needs that stay short, of which columns were left."""
    p, short = model.model.problem, model.model.columns.short
    missing = _missing(model, tier, chosen.x)
    for k in np.flatnonzero(np.isin(short, chosen.left).any(axis=(1, 2, 3))):
        days = np.flatnonzero(missing[k] > INTEGER_TOLERANCE)
        if len(days):
            need = p.needs[int(k)]
            yield Remaining(
                place=need.place,
                need=need.need.need,
                people=float(need.people[model.since + days].max()),
                worst=min(1.0, float(missing[k].max())),
                first=p.operation.date(int(model.since + days[0])),
            )


def _kilograms(model: ExtrasModel, chosen: ChosenExtras) -> dict[tuple[str, str], float]:
    """Kilograms asked for, by where they are handed over and item."""
    p = model.model.problem
    kg: dict[tuple[str, str], float] = {}
    for extra, packs in chosen.amounts:
        if extra.kind == "goods":
            row = p.operation.supply[extra.number]
            kg[row.place, row.item] = packs * float(p.kg[int(p.supply_item[extra.number])])
    return kg


def _requests(model: ExtrasModel, chosen: ChosenExtras, wanted: frozenset[tuple[str, str]]) -> Iterator[Request]:
    """Each extra as a request: trips, then goods, then services, the dearest first."""
    making = {"trips": _trips, "goods": _goods, "service": _service}
    made = [making[extra.kind](model, extra, amount, chosen, wanted) for extra, amount in chosen.amounts]
    yield from sorted(made, key=lambda one: (list(making).index(one.kind), -one.cost))


def _trips(
    model: ExtrasModel, extra: Extra, amount: float, chosen: ChosenExtras, wanted: frozenset[tuple[str, str]]
) -> Request:
    p = model.model.problem
    lift = p.operation.lifts[extra.number]
    trip = lift.mode == "trip"
    payload, volume = float(p.lifts.payload[extra.number]), float(p.lifts.volume[extra.number])
    quantity = amount if trip else math.ceil(amount - INTEGER_TOLERANCE)
    kg = quantity * extra.times * (payload if trip else 1.0)
    site = lift.destination if any(place == lift.destination for place, _ in wanted) else min(wanted)[0]
    return Request(
        kind="trips",
        name=lift.lift,
        origin=lift.origin,
        place=site,
        quantity=quantity,
        unit="" if trip else "kg",
        packs=None,
        kg=kg if math.isfinite(kg) else None,
        m3=quantity * extra.times * volume if trip and math.isfinite(volume) else None,
        cost=quantity * extra.times * extra.price.price,
        rough_price=extra.price.rough,
        by=p.operation.date(extra.first),
        needs=tuple(sorted({need for place, need in wanted})),
        daily=not trip,
    )


def _goods(
    model: ExtrasModel, extra: Extra, amount: float, chosen: ChosenExtras, wanted: frozenset[tuple[str, str]]
) -> Request:
    p = model.model.problem
    row = p.operation.supply[extra.number]
    i = int(p.supply_item[extra.number])
    item, packs = p.operation.items[i], round(amount)
    bought = model.model.columns.buy[extra.number]
    days = [day for day, column in enumerate(bought) if column >= 0 and chosen.x[column] > INTEGER_TOLERANCE]
    serves = _served(p.operation, item.item) & {need for _, need in wanted}
    return Request(
        kind="goods",
        name=item.item,
        origin=row.place,
        place=min((place for place, need in wanted if need in serves), default=min(wanted)[0]),
        quantity=packs * item.pack_quantity,
        unit=item.unit,
        packs=packs,
        kg=packs * item.pack_kg,
        m3=packs * item.pack_m3,
        cost=packs * extra.times * extra.price.price,
        rough_price=extra.price.rough,
        by=p.operation.date(min(days, default=extra.first)),
        needs=tuple(sorted(serves)),
    )


def _served(operation: Operation, item: str) -> set[str]:
    """Needs that an item serves, by itself or by what runs on it."""
    running = {row.item for row in operation.running if row.input == item}
    return {row.need for row in list_counted_contents(operation) if row.item in running | {item} and row.quantity > 0}


def _service(
    model: ExtrasModel, extra: Extra, amount: float, chosen: ChosenExtras, wanted: frozenset[tuple[str, str]]
) -> Request:
    p = model.model.problem
    need = p.needs[extra.number]
    # Rounded up to three digits, of standing needs to whole units: nobody builds half a toilet.
    step = 10.0 ** max(0 if need.need.kind == "standing" else -3, math.floor(math.log10(amount)) - 2)
    quantity = math.ceil(amount / step - 1e-4) * step
    return Request(
        kind="service",
        name=need.need.need,
        origin=need.place,
        place=need.place,
        quantity=quantity,
        unit=need.need.unit,
        packs=None,
        kg=None,
        m3=None,
        cost=quantity * extra.price.price,
        rough_price=extra.price.rough,
        by=p.operation.date(extra.first),
        needs=(need.need.need,),
        daily=need.need.kind == "daily",
    )
