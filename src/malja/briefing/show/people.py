"""Who is here: by place and group, and every count that was not what the books said."""

from __future__ import annotations

from collections.abc import Iterator

from malja.briefing.phrases import say_decimal, say_place
from malja.briefing.show.rows import AnswerPart, rows_or
from malja.language.dates import say_date
from malja.language.names import say_group
from malja.language.say import say
from malja.site.state.state import State


def describe_people(state: State) -> Iterator[AnswerPart]:
    """Persons by place and group with their last counts, then the counts that differed, with their reasons."""
    headcount = state.headcount
    cells = (
        (
            say_place(state.known, place) if group == "everyone" else f"  {say_group(group)}",
            say_decimal(headcount.present(place, group)),
            say("show", "counted", date=say_date(count[0]), number=say_decimal(count[1])) if count else "",
        )
        for place in headcount.places()
        for group in headcount.groups(place)
        for count in (headcount.last_count(place, group),)
    )
    yield rows_or(cells, say("show", "nobody"), figures=(1,))
    for one in headcount.differences:
        values = {"place": say_place(state.known, one.place), "group": say_group(one.group), "date": say_date(one.date)}
        numbers = {"counted": say_decimal(one.counted), "expected": say_decimal(one.expected)}
        yield say("show", "difference", reason=one.reason or say("show", "no_reason"), **values, **numbers)
