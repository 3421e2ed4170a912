"""The last evening of a site, and entries of days that have not come: of a device whose clock or owner is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja import clock
from malja.facts.doubt import Doubt, doubt_id
from malja.site.state.state import State

CODE = "entries_later"


def latest_day(founded: datetime.date | None) -> datetime.date:
    """The last day that anything can have happened on: tomorrow (today, wherever on earth).

    A site that was founded later than that is an exercise of another time, and has no such day.
    """
    tomorrow = clock.today() + datetime.timedelta(days=1)
    return datetime.date.max if founded is not None and founded > tomorrow else tomorrow


def not_come(state: State) -> Iterator[Doubt]:
    """That there are entries of days after this state's, where it goes to the last day there can be."""
    if state.later and state.until is not None and state.until == latest_day(state.founded):
        yield Doubt(
            id=doubt_id(CODE, str(state.later)),
            code=CODE,
            values=(("number", str(state.later)), ("day", state.until.isoformat())),
            happened=state.until,
        )
