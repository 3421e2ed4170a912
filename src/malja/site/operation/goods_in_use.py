"""Find goods that left a site's stores to be used and are not used up: opened at the site, or in people's hands.

No store holds them any more, but they serve: a kit for ninety days that was opened yesterday has most of them before
it, and a family that got soap for a month still washes. They are taken to be used as fast as the highest tier asks.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from malja.catalogue.facts import Content, Need
from malja.catalogue.groups import EVERYONE
from malja.operation.counted_contents import list_counted_contents
from malja.operation.rows import Tables
from malja.site.operation.group_shares import measure_groups
from malja.site.operation.rates import apply_rates, find_regular_items, list_days, measure_rates
from malja.site.state.state import State
from malja.stock.ledger.accounts import COUNT_DIFFERENCE, GIVEN_OUT, USED
from malja.stock.ledger.amounts import DECIMALS, NOTHING
from malja.stock.ledger.stock_books import GoneGoods

#: Rations are given for a month, seldom for two: what people were given earlier is used up, or was sold.
_MOST_DAYS = 62
#: Who opens another pack of the same from the same store so many days after has used up the one before.
_AGAIN = datetime.timedelta(days=7)
_SMALLEST = Decimal(1).scaleb(-DECIMALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsInUse:
    """Units of an item that are at a site in no store and not used up; `fuel`: machines may burn it for other needs.

    `need`: what they were used up for so far. `last_day`: the last day on which they may be used.
    """

    place: str
    item: str
    need: str
    quantity: Decimal
    last_day: datetime.date
    fuel: bool


@dataclass(slots=True, kw_only=True)
class _Batch:
    """Goods that left on one day; `left` in units of the need, `held` by people, who take them along."""

    day: datetime.date
    item: str
    last_day: datetime.date
    held: bool
    left: float


def find_goods_in_use(tables: Tables, state: State) -> tuple[GoodsInUse, ...]:
    """What is left on the evening before `tables.start`, by site and need in the tables' order, then item and last day.

    Counted: consumables that were opened or put to use at a site, and those given out to its people in the last 62
    days, in so far as one of their needs is asked; the oldest is used up first. An item that serves several needs is
    used up for that of the smallest group, of these for the weightiest. Who leaves takes a share along. Not counted:
    what a kitchen or regular use took, food that was not opened at a clinic and fuel that machines burn, unless people
    were given it; what was opened a week or more before the same was opened again at the same store, or before a count
    found more there than the books say; expired goods.
    """
    groups, _ = measure_groups(tables, state.headcount)
    shares = {group.group: group.share for group in groups}
    sound = tuple(need for need in tables.needs if need.group in shares)
    tables = dataclasses.replace(tables, groups=groups, needs=sound)
    needs, _ = apply_rates(tables, measure_rates(tables, state))
    serves = _find_leading_contents(tables, {need.need: need for need in needs}, shares)
    until = tables.start - datetime.timedelta(days=1)
    batches: dict[tuple[str, str], list[_Batch]] = {}
    for gone in _list_gone(tables, state, until):
        content = serves.get(gone.goods.item)
        if content is not None:
            batch = _Batch(
                day=gone.day,
                item=gone.goods.item,
                last_day=gone.goods.last_day,
                held=gone.account == GIVEN_OUT,
                left=float(gone.quantity) * content.quantity,
            )
            batches.setdefault((state.known.place_of(gone.store), content.need), []).append(batch)
    found: list[GoodsInUse] = []
    for place in tables.places:
        leave = _find_leavers(state, place.place)
        for need in needs:
            there = batches.get((place.place, need.need), [])
            if there:
                days = list_days(there[0].day, until)
                standard = _highest(need) * shares[need.group]
                asked = {day: standard * state.headcount.present(place.place, until=day) for day in days}
                _use_up(there, asked, leave)
                found += _sum_left(place.place, need.need, there, serves, _find_fuels(tables))
    return tuple(found)


def _find_leading_contents(
    tables: Tables, needs: Mapping[str, Need], shares: Mapping[str, float]
) -> dict[str, Content]:
    """By consumable, the content for whose need it is used up: the smallest group's, of these the weightiest."""
    found: dict[str, Content] = {}
    order: dict[str, tuple[float, float]] = {}
    for content in list_counted_contents(tables):
        need = needs.get(content.need)
        if content.how != "use" or need is None or need.kind != "daily" or content.quantity <= 0:
            continue
        share = shares.get(need.group, 0.0)
        if _highest(need) * share > 0 and (share, -need.weight) < order.get(content.item, (float("inf"), 0.0)):
            found[content.item], order[content.item] = content, (share, -need.weight)
    return found


def _highest(need: Need) -> float:
    return need.target or need.minimum or need.survival or 0.0


def _find_fuels(tables: Tables) -> frozenset[str]:
    return frozenset(row.input for row in tables.running)


def _list_gone(tables: Tables, state: State, until: datetime.date) -> Iterator[GoneGoods]:
    """Goods that may still serve at a site, by the day they left the stores."""
    sites = {place.place for place in tables.places if place.role == "site"}
    since = until - datetime.timedelta(days=_MOST_DAYS - 1)
    gone = [
        one
        for one in state.ledger.gone((GIVEN_OUT, USED))
        if one.day <= until and state.known.place_of(one.store) in sites
    ]
    eaten = _find_eaten(tables, state)
    over = _find_days_of_emptiness(state, (one for one in gone if one.account == USED))
    opened = {(store, item, day) for store, item, day, _ in state.clinic.opened()}
    regular = find_regular_items(state.ledger, until)
    for one in gone:
        item = one.goods.item
        if one.account == GIVEN_OUT:
            serves = one.day >= since
        elif one.day < over.get((one.store, item), datetime.date.min) or item in regular:
            serves = False
        else:
            serves = item not in eaten or (one.store, item, one.day) in opened
        if serves:
            yield one


def _find_eaten(tables: Tables, state: State) -> set[str]:
    """Items of which what was put to use is used up the same day: food, ingredients of meals, fuel of machines."""
    food = {need.need for need in tables.needs if need.sector == "food"}
    eaten = {item.item for item in tables.items if item.sector == "food"}
    eaten |= {content.item for content in tables.contents if content.need in food}
    cooked = {item for recipe in state.kitchen.recipes for item, _ in state.kitchen.history(recipe)}
    return eaten | cooked | _find_fuels(tables)


def _find_days_of_emptiness(state: State, used: Iterable[GoneGoods]) -> dict[tuple[str, str], datetime.date]:
    """By store and item, the day before which all that was opened is used up, or is in the books again."""
    days: dict[tuple[str, str], set[datetime.date]] = {}
    for one in used:
        days.setdefault((one.store, one.goods.item), set()).add(one.day)
    over: dict[tuple[str, str], datetime.date] = {}
    for at, opened in days.items():
        again = max(opened) - _AGAIN + datetime.timedelta(days=1)
        if min(opened) < again:
            over[at] = again
    for total in state.ledger.postings(accounts=(COUNT_DIFFERENCE,)):
        at = (total.store, total.item)
        if total.quantity < 0 and at in days:
            over[at] = max(total.day, over.get(at, total.day))
    return over


def _find_leavers(state: State, place: str) -> dict[datetime.date, float]:
    """By day, the share of the people of a site who left it; whom a count did not find has left too."""
    leave: dict[datetime.date, float] = {}
    before = 0
    for day in state.headcount.days():
        if day.place == place and day.group == EVERYONE:
            gone = max(day.departures, before + day.arrivals - day.present)
            leave[day.date] = gone / (day.present + gone) if gone > 0 else 0.0
            before = day.present
    return leave


def _use_up(
    batches: Iterable[_Batch], asked_on: Mapping[datetime.date, float], leave: Mapping[datetime.date, float]
) -> None:
    """Take off what was asked for on each day, the oldest goods first, those of one day alike.

    `leave`: by day, the share of what people hold that leaves with them.
    """
    for day, asked in asked_on.items():
        there = [batch for batch in batches if batch.day <= day and batch.left > 0]
        for batch in there:
            if batch.last_day < day:
                batch.left = 0.0
            elif batch.held and batch.day < day:
                batch.left *= 1 - leave.get(day, 0.0)
        for came in sorted({batch.day for batch in there}):
            of_day = [batch for batch in there if batch.day == came]
            left = sum(batch.left for batch in of_day)
            taken = min(asked, left)
            for batch in of_day:
                batch.left -= batch.left / left * taken if left else 0.0
            asked -= taken


def _sum_left(
    place: str, need: str, batches: Iterable[_Batch], serves: Mapping[str, Content], fuels: frozenset[str]
) -> Iterator[GoodsInUse]:
    """What is left by item and last day, in units, to the smallest amount that books hold."""
    left: dict[tuple[str, datetime.date], float] = {}
    for batch in batches:
        at = (batch.item, batch.last_day)
        left[at] = left.get(at, 0.0) + batch.left / serves[batch.item].quantity
    for (item, last_day), units in sorted(left.items()):
        quantity = Decimal(units).quantize(_SMALLEST)
        if quantity > NOTHING:
            fuel = item in fuels
            yield GoodsInUse(place=place, item=item, need=need, quantity=quantity, last_day=last_day, fuel=fuel)
