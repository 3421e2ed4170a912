"""The line that says a fact was recorded: what it was, and how the place stands now."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from malja.briefing.phrases import say_decimal, say_illness, say_item, say_place, say_units
from malja.briefing.record.recorded_flights import (
    FLIGHT_LINES,
    describe_heavy_loads,
    describe_recounts,
    say_expired,
    say_verified_expired,
)
from malja.briefing.show.clinic import describe_new_alerts
from malja.briefing.show.told import describe_fact, say_people_of
from malja.briefing.show.upkeep import say_alert, say_amount_read, say_point
from malja.catalogue.groups import EVERYONE
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.say import say, say_list, say_problem
from malja.site.state.state import State
from malja.site.status.unusual import Unusual, find_unusual
from malja.stock.ledger.amounts import count_units
from malja.stock.upkeep.utilities import FUEL, read_fact


def describe_recorded(state: State, facts: Iterable[Fact]) -> list[str]:
    """The line of each fact, as the state is with all of them."""
    rest: list[Fact] = []
    zeros: list[Fact] = []
    for fact in facts:
        (zeros if _says_no_cases(fact) else rest).append(fact)
    return [*(_LINES[fact.kind](state, fact) for fact in rest), *_say_no_cases(state, zeros)]


def describe_notices(state: State, facts: Sequence[Fact]) -> Iterator[str]:
    """What somebody should look into after these facts were recorded: second gifts, heavy loads, alerts."""
    yield from (say_problem(notice) for fact in facts for notice in state.rounds.notices_when_recorded(fact))
    yield from describe_heavy_loads(state, facts)
    yield from describe_recounts(state, facts)
    yield from describe_new_alerts(state, facts)
    yield from (_say_unusual(state, one) for one in find_unusual(state, facts))


def describe_import_notices(state: State, facts: Sequence[Fact]) -> Iterator[str]:
    """What a command would say of these facts beside what it recorded, each once: expired goods, and the notices."""
    received = (say_received_expired(state, fact) for fact in facts if fact.kind == "stock.received")
    verified = (
        notice for fact in facts if fact.kind == "flight.verified" for notice in say_verified_expired(state, fact)
    )
    yield from dict.fromkeys(filter(None, (*received, *verified, *describe_notices(state, facts))))


def _says_no_cases(fact: Fact) -> bool:
    return fact.kind == "clinic.counted" and not any(
        int(_text(fact, column) or 0) for column in ("cases_under_5", "cases_5_and_over", *_DEATHS)
    )


_DEATHS = ("deaths_under_5", "deaths_5_and_over")


def _say_no_cases(state: State, facts: list[Fact]) -> list[str]:
    """Zeros in one line: they are as many as there are syndromes."""
    if not facts:
        return []
    illnesses = say_list(say_illness(_text(fact, "illness")) for fact in facts)
    return [
        say(
            "record",
            "told_no_cases",
            place=say_place(state.known, _text(facts[0], "place")),
            week=_say_week(facts[0]),
            illnesses=illnesses,
        )
    ]


def _say_week(fact: Fact) -> str:
    return say_date(datetime.date.fromisoformat(_text(fact, "week")))


def _text(fact: Fact, column: str) -> str:
    return str(fact.body.get(column, ""))


def _who(fact: Fact) -> tuple[str, str]:
    """The place, and the group of people that is spoken of."""
    return _text(fact, "place"), _text(fact, "group") or EVERYONE


def _say_people(code: str, state: State, fact: Fact) -> str:
    present = say_decimal(state.headcount.present(*_who(fact)))
    return say(
        "record",
        code,
        number=say_decimal(int(_text(fact, "number"))),
        place=say_people_of(state, fact),
        present=present,
    )


def _people_counted(state: State, fact: Fact) -> str:
    place, group = _who(fact)
    differences = [
        one for one in state.headcount.differences if (one.place, one.group, one.date) == (place, group, fact.happened)
    ]
    values = {"number": say_decimal(int(_text(fact, "number"))), "place": say_people_of(state, fact)}
    if differences:
        return say("record", "told_people_counted_other", expected=say_decimal(differences[-1].expected), **values)
    first = state.headcount.is_first_count(place, group, fact.happened)
    return say("record", "told_people_counted_first" if first else "told_people_counted", **values)


def _corrected(state: State, fact: Fact) -> str:
    of = "left" if _text(fact, "what") == "departures" else "came"
    told = _say_people(f"told_corrected_{of}", state, fact)
    counts = list(_find_counts_apart(state, fact))
    return " ".join([told, *counts])


def _find_counts_apart(state: State, fact: Fact) -> Iterator[str]:
    """The counts that stand, and that arrivals and departures do not give once a day was put right."""
    for one in state.headcount.differences:
        late = one.date > fact.happened and one.reason == _text(fact, "reason")
        if (one.place, one.group) == _who(fact) and (one.date == fact.happened or late):
            numbers = {"counted": say_decimal(one.counted), "expected": say_decimal(one.expected)}
            yield say("record", "told_corrected_counted", date=say_date(one.date), **numbers)


def _quantity(state: State, fact: Fact) -> Decimal:
    return count_units(fact.body, state.ledger.pack_of(_text(fact, "item")))


def say_received_expired(state: State, fact: Fact) -> str:
    """A notice of goods that were expired when they came; blank if they were not."""
    expiry = _text(fact, "expiry")
    return say_expired(state, fact, _text(fact, "item"), datetime.date.fromisoformat(expiry) if expiry else None)


def _received(state: State, fact: Fact) -> str:
    line, notice = say("record", "told_received", **_stock(state, fact, "store")), say_received_expired(state, fact)
    return f"{line} {notice}" if notice else line


def _moved(state: State, fact: Fact) -> str:
    to = _text(fact, "destination")
    values = _stock(state, fact, "origin")
    if to in _GONE:
        return say("record", f"told_{to}", **values)
    item = _text(fact, "item")
    there = say_units(state, item, state.ledger.on_hand(to, item))
    return say("record", "told_moved", to=say_place(state.known, to), there=there, **values)


#: Where goods leave the stores for good: each has a sentence of its own.
_GONE = ("given_out", "used", "spoiled", "lost", "sent_away")


def _stock(state: State, fact: Fact, column: str) -> dict[str, object]:
    store, item = _text(fact, column), _text(fact, "item")
    quantity = say_units(state, item, _quantity(state, fact))
    held = say_units(state, item, state.ledger.on_hand(store, item))
    return {
        "store": say_place(state.known, store),
        "item": say_item(state.known, item),
        "quantity": quantity,
        "held": held,
    }


def _stock_counted(state: State, fact: Fact) -> str:
    values = _stock(state, fact, "store")
    count = state.ledger.counts.get((_text(fact, "store"), _text(fact, "item"), _text(fact, "lot")))
    if count is None or not count.difference:
        return say("record", "told_stock_counted", **values)
    return say("record", "told_stock_counted_other", books=say_units(state, count.item, count.books), **values)


def _due(state: State, fact: Fact) -> str:
    item = _text(fact, "item")
    values = {"round": _text(fact, "round"), "store": say_place(state.known, _text(fact, "store"))}
    code = "told_due_token" if _text(fact, "per") == "token" else "told_due_person"
    quantity = say_units(state, item, Decimal(_text(fact, "quantity")))
    return say("record", code, quantity=quantity, item=say_item(state.known, item), **values)


def _given(state: State, fact: Fact) -> str:
    round_ = state.rounds[_text(fact, "round")]
    values = {
        "round": _text(fact, "round"),
        "token": _text(fact, "token"),
        "number": say_decimal(int(_text(fact, "persons"))),
        "what": say_list(
            say(
                "record",
                "units_of",
                quantity=say_units(state, line.item, line.quantity),
                item=say_item(state.known, line.item),
            )
            for line in round_.lines(fact)
        ),
    }
    return say(
        "record",
        "told_given",
        tokens=say_decimal(len(round_.gifts)),
        persons=say_decimal(round_.gifts.persons),
        **values,
    )


def _closed(state: State, fact: Fact) -> str:
    round_ = state.rounds[_text(fact, "round")]
    reached = {"tokens": say_decimal(len(round_.gifts)), "persons": say_decimal(round_.gifts.persons)}
    return say("record", "told_round_closed", round=_text(fact, "round"), **reached)


def _recipe(state: State, fact: Fact) -> str:
    item = _text(fact, "item")
    quantity = say_units(state, item, Decimal(_text(fact, "quantity")))
    return say(
        "record", "told_recipe", recipe=_text(fact, "recipe"), item=say_item(state.known, item), quantity=quantity
    )


def _cooked(state: State, fact: Fact) -> str:
    store, recipe = _text(fact, "store"), _text(fact, "recipe")
    takes = state.kitchen.recipe(recipe, fact.happened)
    more = 0
    if takes:
        more, _ = state.kitchen.possible(takes, lambda item: state.ledger.usable(store, item, fact.happened))
    values = {"store": say_place(state.known, store), "recipe": recipe, "meals": say_decimal(int(_text(fact, "meals")))}
    return say("record", "told_cooked", more=say_decimal(more), **values)


def _kits(state: State, fact: Fact) -> str:
    return say("record", "told_opened", packs=say_decimal(int(_text(fact, "packs"))), **_stock(state, fact, "store"))


def _week(state: State, fact: Fact) -> str:
    return say(
        "record",
        "told_week",
        place=say_place(state.known, _text(fact, "place")),
        week=_say_week(fact),
        illness=say_illness(_text(fact, "illness")),
        under=say_decimal(int(_text(fact, "cases_under_5"))),
        over=say_decimal(int(_text(fact, "cases_5_and_over"))),
    )


def _settled(state: State, fact: Fact) -> str:
    return say("record", "told_settled", reason=_text(fact, "reason"))


def _say_unusual(state: State, one: Unusual) -> str:
    """What is hardly so, beside what it is compared with, and how it is taken back."""
    values: dict[str, object] = {
        "told": say_decimal(one.told),
        "than": say_decimal(one.than),
        "date": say_date(one.day),
    }
    values["item"] = say_item(state.known, _text(one.fact, "item") or FUEL)
    values["place"] = say_place(state.known, _text(one.fact, "place") or _text(one.fact, "store"))
    if one.fact.kind == "utility.read":
        now = read_fact(one.fact)
        values |= {"told": say_amount_read(now), "than": say_amount_read(now._replace(amount=one.than))}
        values |= {"what": say("upkeep", now.key.utility), "place": say_point(state.known, now)}
    what = say("record", f"unusual_{one.code}", **values)
    return say("record", "unusual", what=what, number=one.fact.number)


def _told_plainly(state: State, fact: Fact) -> str:
    """What needs no more than what was told, and what to do about a reading that is an alert."""
    told = say("record", "told_plainly", what=describe_fact(state, fact, {}))
    reading = read_fact(fact) if fact.kind == "utility.read" else None
    return f"{told} {say_alert(state.known, reading)}" if reading is not None and reading.is_alert else told


_LINES: Mapping[str, Callable[[State, Fact], str]] = {
    "people.arrived": partial(_say_people, "told_arrived"),
    "people.departed": partial(_say_people, "told_left"),
    "people.counted": _people_counted,
    "people.corrected": _corrected,
    "stock.received": _received,
    "stock.moved": _moved,
    "stock.counted": _stock_counted,
    "round.due": _due,
    "round.given": _given,
    "round.closed": _closed,
    "kitchen.recipe": _recipe,
    "kitchen.cooked": _cooked,
    "clinic.opened": _kits,
    "clinic.counted": _week,
    "doubt.settled": _settled,
    "shift.handed_over": lambda state, fact: say("record", "told_handover"),
    **dict.fromkeys(("pledge.made", "pledge.confirmed", "pledge.ended", "utility.read"), _told_plainly),
    **FLIGHT_LINES,
}
