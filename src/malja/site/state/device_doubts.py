"""Doubts about devices, not goods: entries of days that have not come, and chains of copied folders that forked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja import clock
from malja.facts.doubt import Doubt, doubt_id
from malja.journal.journal import Journal
from malja.site.state.state import State

_FUTURE_CODE = "entries_later"
#: How the codes of doubts about a forked chain begin; the founder's has another ending, since it can't be revoked.
FORK_CODE = "chain_split"


def find_latest_day(founded: datetime.date | None) -> datetime.date:
    """The last day on which anything can have happened: tomorrow; none for a site founded later, an exercise."""
    tomorrow = clock.now().date() + datetime.timedelta(
        days=1
    )  # In UTC, since no clock on earth is a day ahead of that.
    return datetime.date.max if founded is not None and founded > tomorrow else tomorrow


def find_future_entries(state: State) -> Iterator[Doubt]:
    """A doubt where there are entries of days that have not come, in a state up to the last day that can have."""
    if state.later and state.until is not None and state.until == find_latest_day(state.founded):
        yield Doubt(
            id=doubt_id(_FUTURE_CODE, str(state.later)),
            code=_FUTURE_CODE,
            values=(("number", str(state.later)), ("day", state.until.isoformat())),
            happened=state.until,
        )


def find_fork_doubts(journal: Journal) -> tuple[Doubt, ...]:
    """A doubt for each chain that forked; it goes away when the device is revoked from there on."""
    return tuple(
        Doubt(
            id=doubt_id(FORK_CODE, split.device, split.number),
            code=f"{FORK_CODE}_founder" if split.founder else FORK_CODE,
            values=(
                ("device", split.name),
                ("number", str(split.number)),
                ("here", str(split.here)),
                ("aside", str(split.aside)),
            ),
            happened=split.happened,
        )
        for split in journal.forks()
    )
