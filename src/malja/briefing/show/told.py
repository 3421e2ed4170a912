"""What was told of late, a line a fact with the short number by which it is taken back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from malja.briefing.phrases import say_decimal, say_illness, say_item, say_lift_name, say_place, say_units
from malja.briefing.show.upkeep import say_reading
from malja.catalogue.groups import EVERYONE
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.names import say_group
from malja.language.say import say, say_list
from malja.problems import Refused
from malja.site.exchange import list_members
from malja.site.site import Site
from malja.site.state.register import parse_row_key
from malja.site.state.state import State
from malja.stock.ledger.accounts import GONE
from malja.stock.ledger.amounts import count_units, write_amount
from malja.stock.upkeep.utilities import read_fact

#: How many of the last facts are listed where nothing else is asked for.
MOST_TOLD = 20
#: What the journal says of itself is not listed: it can't be taken back.
_OWN = ("site.", "device.")


def describe_told(site: Site, *, most: int = MOST_TOLD, since: datetime.date | None = None) -> Iterator[str]:
    """The facts that came here last, the last below; `since`: all that happened from a day on."""
    state, names = site.state(), device_labels(site)
    after = 0 if since is not None else max(0, site.journal.size() - most)
    facts = [entry.fact for entry in site.journal.read(after) if not entry.fact.kind.startswith(_OWN)]
    shown = [fact for fact in facts if since is None or fact.happened >= since]
    if not shown:
        yield say("told", "list_none")
        return
    for fact in shown:
        what, name = _describe(state, fact, names), label_entry(fact.device, fact.number, names)
        yield say("told", "line", name=name, date=say_date(fact.happened), by=fact.by, what=what)
    yield say("told", "list_undo")


def device_labels(site: Site) -> dict[str, str]:
    """What stands before the number of an entry, by device: nothing for this device, else its name and a stroke."""
    return {one.card.id: "" if one.here else f"{one.card.name}/" for one in list_members(site)}


def label_entry(device: str, number: int, labels: Mapping[str, str]) -> str:
    """The short number of an entry: 57, or store/57 where another device told it."""
    return f"{labels.get(device, f'{device}/')}{number}"


def _describe(state: State, fact: Fact, labels: Mapping[str, str]) -> str:
    what = describe_fact(state, fact, labels)
    return say("told", "was_taken_back", what=what) if state.take_backs.takes(fact) else what


def describe_fact(state: State, fact: Fact, labels: Mapping[str, str]) -> str:
    """What a fact says, whatever became of it; one that can't be read by its kind alone."""
    try:
        if fact.kind == "fact.taken_back":
            name = label_entry(_text(fact, "device"), int(_text(fact, "number")), labels)
            return say("told", "fact_taken_back", name=name, reason=_text(fact, "reason"))
        return _LINES[fact.kind](state, fact)
    except (KeyError, ValueError, ArithmeticError, Refused):
        return say("told", "other_kind", kind=fact.kind)


def describe_now(state: State, facts: Sequence[Fact]) -> Iterator[str]:
    """How the places and stores that facts spoke of stand now, each once."""
    for place in dict.fromkeys(_text(fact, "place") for fact in facts if fact.kind.startswith("people.")):
        yield say(
            "told",
            "now_people",
            place=say_place(state.known, place),
            present=say_decimal(state.headcount.present(place)),
        )
    stocks = (
        (_text(fact, column), _text(fact, "item"))
        for fact in facts
        if fact.kind.startswith("stock.")
        for column in ("store", "origin", "destination")
        if fact.body.get(column) and _text(fact, column) not in GONE and column in _STORES[fact.kind]
    )
    for store, item in dict.fromkeys(stocks):
        held = say_units(state, item, state.ledger.on_hand(store, item))
        yield say("told", "now_stock", store=say_place(state.known, store), item=say_item(state.known, item), held=held)


_STORES = {
    "stock.received": ("store",),
    "stock.counted": ("store",),
    "stock.moved": ("origin", "destination"),
}


def _text(fact: Fact, column: str) -> str:
    return str(fact.body.get(column, ""))


def _day(fact: Fact, column: str) -> str:
    return say_date(datetime.date.fromisoformat(_text(fact, column)))


def _number(fact: Fact, column: str) -> str:
    return say_decimal(int(_text(fact, column) or 0))


def _packs(fact: Fact) -> str:
    size = _text(fact, "pack_quantity")
    return f"{_number(fact, 'packs')}x{write_amount(Decimal(size))}" if size else _number(fact, "packs")


def say_people_of(state: State, fact: Fact) -> str:
    """The place of a fact, with the group where it speaks of one group of people only."""
    place, group = say_place(state.known, _text(fact, "place")), _text(fact, "group")
    return place if group in ("", EVERYONE) else say("record", "of_group", place=place, group=say_group(group))


def _say(code: str, columns: Sequence[str], state: State, fact: Fact) -> str:
    """The sentence of a code with the columns of a fact put in: whole numbers as figures, days as days."""
    values: dict[str, object] = {}
    for column in columns:
        match column:
            case "number" | "persons" | "meals" | "damaged":
                values["number" if column == "persons" else column] = _number(fact, column)
            case "place":
                values["place"] = say_people_of(state, fact)
            case "packs":
                values["packs"] = _packs(fact)
            case "leaves":
                values["date"] = _day(fact, column)
            case "week":
                values["week"] = _day(fact, column)
            case "illness":
                values["illness"] = say_illness(_text(fact, column))
            case "units":
                item = _text(fact, "item")
                values["quantity"] = say_units(state, item, count_units(fact.body, state.ledger.pack_of(item)))
            case "quantity":
                values["quantity"] = say_units(state, _text(fact, "item"), Decimal(_text(fact, "quantity")))
            case "item":
                values[column] = say_item(state.known, _text(fact, column))
            case "store":
                values[column] = say_place(state.known, _text(fact, column))
            case "lift":
                values[column] = say_lift_name(state.known, _text(fact, column))
            case _:
                values[column] = _text(fact, column)
    return say("told", code, **values)


def _corrected(state: State, fact: Fact) -> str:
    code = "corrected_left" if _text(fact, "what") == "departures" else "corrected_came"
    return _say(code, ("number", "place", "reason"), state, fact)


def _moved(state: State, fact: Fact) -> str:
    to, item = _text(fact, "destination"), _text(fact, "item")
    quantity = say_units(state, item, count_units(fact.body, state.ledger.pack_of(item)))
    values = {
        "quantity": quantity,
        "item": say_item(state.known, item),
        "store": say_place(state.known, _text(fact, "origin")),
    }
    return (
        say("told", f"moved_{to}", **values)
        if to in GONE
        else say("told", "moved", to=say_place(state.known, to), **values)
    )


def _week(state: State, fact: Fact) -> str:
    place, illness = say_place(state.known, _text(fact, "place")), say_illness(_text(fact, "illness"))
    values = {"place": place, "week": _day(fact, "week"), "illness": illness}
    under, over = _number(fact, "cases_under_5"), _number(fact, "cases_5_and_over")
    return say("told", "clinic_counted", under=under, over=over, **values)


def _row(fact: Fact) -> str:
    key = parse_row_key(_text(fact, "row")) or ()
    return " ".join(part for part in key if part) or _text(fact, "table")


def _set(_: State, fact: Fact) -> str:
    values = fact.body.get("values")
    cells = say_list(f"{name}={text}" for name, text in values.items()) if isinstance(values, Mapping) else ""
    return say("told", "table_set", row=_row(fact), table=_text(fact, "table"), cells=cells)


def _removed(_: State, fact: Fact) -> str:
    return say("told", "table_removed", row=_row(fact), table=_text(fact, "table"))


def _pledged(state: State, fact: Fact) -> str:
    item = _text(fact, "item")
    units = count_units(fact.body, state.ledger.pack_of(item))
    what = (
        say("upkeep", "goods", quantity=say_units(state, item, units), item=say_item(state.known, item))
        if item
        else _text(fact, "what")
    )
    return say("told", "pledge_made", pledge=_text(fact, "pledge"), organisation=_text(fact, "organisation"), what=what)


def _confirmed(_: State, fact: Fact) -> str:
    via = _text(fact, "flight") or _text(fact, "supply")
    return say("told", "pledge_confirmed", pledge=_text(fact, "pledge"), via=via)


def _ended(_: State, fact: Fact) -> str:
    return say("told", f"pledge_{_text(fact, 'outcome')}", pledge=_text(fact, "pledge"))


def _read(state: State, fact: Fact) -> str:
    return say_reading(state.known, read_fact(fact))


_Line = Callable[[State, Fact], str]


def _plain(code: str, *columns: str) -> _Line:
    return partial(_say, code, columns)


_LINES: Mapping[str, _Line] = {
    "people.arrived": _plain("people_arrived", "number", "place"),
    "people.departed": _plain("people_departed", "number", "place"),
    "people.counted": _plain("people_counted", "number", "place"),
    "people.corrected": _corrected,
    "stock.received": _plain("stock_received", "units", "item", "store"),
    "stock.moved": _moved,
    "stock.counted": _plain("stock_counted", "units", "item", "store"),
    "round.due": _plain("round_due", "round", "quantity", "item", "store"),
    "round.given": _plain("round_given", "round", "token", "persons"),
    "round.closed": _plain("round_closed", "round"),
    "kitchen.recipe": _plain("kitchen_recipe", "recipe", "quantity", "item"),
    "kitchen.cooked": _plain("kitchen_cooked", "meals", "recipe", "store"),
    "clinic.opened": _plain("clinic_opened", "packs", "item", "store"),
    "clinic.counted": _week,
    "flight.announced": _plain("flight_announced", "flight", "lift", "leaves"),
    "flight.loaded": _plain("flight_loaded", "flight", "line", "packs", "item"),
    "flight.delayed": _plain("flight_delayed", "flight", "leaves"),
    "flight.cancelled": _plain("flight_cancelled", "flight"),
    "flight.landed": _plain("flight_landed", "flight"),
    "flight.counted": _plain("flight_counted", "flight", "line", "packs", "damaged"),
    "flight.verified": _plain("flight_verified", "flight", "store"),
    "flight.claimed": _plain("flight_claimed", "flight"),
    "shift.handed_over": _plain("handover", "text"),
    "pledge.made": _pledged,
    "pledge.confirmed": _confirmed,
    "pledge.ended": _ended,
    "utility.read": _read,
    "doubt.settled": _plain("doubt_settled", "reason"),
    "table.set": _set,
    "table.removed": _removed,
}
