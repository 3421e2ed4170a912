"""How distribution rounds stand, and what they gave a second time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.briefing.phrases import say_decimal, say_item, say_place, say_units
from malja.briefing.show.rows import AnswerPart, Rows
from malja.language.dates import say_date
from malja.language.say import say, say_list
from malja.site.state.state import State
from malja.site.status.status import list_rounds
from malja.stock.rounds.round_totals import RoundTotal


def describe_rounds(state: State, day: datetime.date, name: str = "") -> Iterator[AnswerPart]:
    """Every round, or one: tokens, persons, what was given of each item, what is left, and what was given twice."""
    totals = [total for total in list_rounds(state, day, closed=True) if name in ("", total.round)]
    for total in totals:
        yield from _describe_round(state, total)
        yield from (f"  {line}" for line in describe_second_gifts(state, total.round))
    if not totals:
        yield say("show", "no_round")


def _describe_round(state: State, total: RoundTotal) -> Iterator[AnswerPart]:
    numbers = {"tokens": say_decimal(total.tokens), "persons": say_decimal(total.persons)}
    values = {"round": total.round, "opened": say_date(total.opened), **numbers}
    if total.closed:
        yield say("show", "round_closed", closed=say_date(total.closed), **values)
    else:
        yield say("show", "round", **values)
    if total.second_times:
        yield "  " + say("show", "second_times", number=total.second_times)
    cells = (
        (
            say_item(state.known, item.item),
            say(
                "show",
                "due_each",
                quantity=say_units(state, item.item, item.due.quantity),
                per=say("show", f"per_{item.due.per}"),
            ),
            say("show", "given", quantity=say_units(state, item.item, item.quantity)),
            say(
                "show",
                "left",
                quantity=say_units(state, item.item, item.left_in_store),
                store=say_place(state.known, item.due.store),
            ),
            say("show", "short", quantity=say_units(state, item.item, item.short)) if item.short else "",
        )
        for item in total.items
    )
    yield Rows(cells=tuple(cells), below=True)


def describe_second_gifts(state: State, round_name: str) -> Iterator[str]:
    """Everything a round gave a second time: the first time, this one, why and by whom it was allowed."""
    for second in state.rounds.second_gifts(round_name):
        first, again = second.first, second.again
        values = {
            "token": second.token,
            "items": say_list(say_item(state.known, one) for one in second.items),
            "first": say_date(first.happened),
            "first_store": say_list(say_place(state.known, one) for one in first.stores),
            "first_by": first.by,
            "again": say_date(again.happened),
            "again_store": say_list(say_place(state.known, one) for one in again.stores),
            "again_by": again.by,
        }
        if again.allowed:
            yield say("show", "second_gift", supervisor=again.supervisor, reason=again.reason, **values)
        else:
            yield say("show", "second_gift_unexplained", **values)
