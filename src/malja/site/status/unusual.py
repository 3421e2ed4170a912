"""What was told and is hardly so: it is recorded, and named at once, while whoever typed it still knows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from malja.facts.fact import Fact
from malja.site.operation.flight_weight import find_unit_weights
from malja.site.operation.operation import build_tables
from malja.site.state.state import State
from malja.stock.ledger.amounts import NOTHING, count_units
from malja.stock.upkeep.utilities import UtilityReading, read_fact

#: Beyond which number what is told is unusual, by the code of what is said then. docs/journal.md tells them.
UNUSUAL: Mapping[str, Decimal] = {
    # times the persons who were there before; below FEW persons nobody is asked
    "arrivals": Decimal(5),
    # meals cooked on a day for each person there
    "meals": Decimal(5),
    # persons on one ration token
    "token": Decimal(30),
    # new cases of an illness in a week for each person there
    "cases": Decimal("0.2"),
    # kg received at once for each person there
    "goods": Decimal(200),
    # times the reading before of the same point
    "reading": Decimal(5),
    # how much fuel left in a tank rises where none came: of the reading before, as dipping is not exact
    "fuel": Decimal("0.05"),
}
#: So few arrivals are never unusual: a place begins with some bus.
FEW = 500
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """What is unusual about a fact: a code of UNUSUAL, how much was told, and beside what (`than`), of which day."""

    fact: Fact
    code: str
    told: Decimal
    than: Decimal
    day: datetime.date


def find_unusual(state: State, facts: Sequence[Fact]) -> tuple[Unusual, ...]:
    """What of some facts is beyond UNUSUAL, in a state that has taken them in."""
    seen = _Seen(state)
    return tuple(found for fact in facts if fact.kind in _RULES for found in _RULES[fact.kind](seen, fact))


class _Seen:
    """A state, with the weights of goods once they are asked for."""

    def __init__(self, state: State) -> None:
        self.state = state

    @cached_property
    def weights(self) -> Mapping[str, Decimal]:
        return find_unit_weights(build_tables(self.state, self.state.last or datetime.date.min))

    def present(self, place: str, day: datetime.date) -> int:
        return self.state.headcount.present(place, until=day)


def _arrivals(seen: _Seen, fact: Fact) -> Iterator[Unusual]:
    place, number = str(fact.body["place"]), int(str(fact.body["number"]))
    if str(fact.body.get("what") or "arrivals") != "arrivals" or number < FEW:
        return
    there = max(seen.present(place, fact.happened - _DAY), seen.present(place, fact.happened) - number)
    yield from _beyond("arrivals", fact, number, there)


def _meals(seen: _Seen, fact: Fact) -> Iterator[Unusual]:
    there = seen.present(seen.state.known.place_of(str(fact.body["store"])), fact.happened)
    yield from _beyond("meals", fact, int(str(fact.body["meals"])), there)


def _token(_: _Seen, fact: Fact) -> Iterator[Unusual]:
    yield from _beyond("token", fact, int(str(fact.body["persons"])), 1)


def _cases(seen: _Seen, fact: Fact) -> Iterator[Unusual]:
    cases = sum(int(str(fact.body.get(column) or 0)) for column in ("cases_under_5", "cases_5_and_over"))
    there = seen.present(str(fact.body["place"]), fact.happened)
    yield from _beyond("cases", fact, cases, there)


def _goods(seen: _Seen, fact: Fact) -> Iterator[Unusual]:
    item = str(fact.body["item"])
    units = count_units(fact.body, seen.state.ledger.pack_of(item))
    there = sum(seen.present(place, fact.happened) for place in seen.state.headcount.places())
    yield from _beyond("goods", fact, units * seen.weights.get(item, NOTHING), there)


def _reading(seen: _Seen, fact: Fact) -> Iterator[Unusual]:
    now = read_fact(fact)
    before = seen.state.utilities.find_before(now.key)
    if before is None:
        return
    if now.key.utility == "fuel_left":
        least = before.amount * (1 + UNUSUAL["fuel"])
        if now.amount > least and not _fuel_came(seen.state, now, before.key.day):
            yield Unusual(fact=fact, code="fuel", told=now.amount, than=before.amount, day=before.key.day)
    else:
        yield from _beyond("reading", fact, now.amount, before.amount, before.key.day)


def _fuel_came(state: State, now: UtilityReading, since: datetime.date) -> bool:
    """Whether fuel was received, or went from a store of that place into use, since the last reading."""
    moved = state.ledger.postings(item=now.key.item, since=since, until=now.key.day)
    return any(state.known.place_of(one.store) == now.key.place for one in moved)


def _beyond(
    code: str, fact: Fact, told: int | Decimal, than: int | Decimal, day: datetime.date | None = None
) -> Iterator[Unusual]:
    """Unusual where more is told than the limit allows beside what it is compared with; nothing beside nothing."""
    if than and told > UNUSUAL[code] * than:
        yield Unusual(fact=fact, code=code, told=Decimal(told), than=Decimal(than), day=day or fact.happened)


_RULES: Mapping[str, Callable[[_Seen, Fact], Iterator[Unusual]]] = {
    "people.arrived": _arrivals,
    "people.corrected": _arrivals,
    "kitchen.cooked": _meals,
    "round.given": _token,
    "clinic.counted": _cases,
    "stock.received": _goods,
    "utility.read": _reading,
}
