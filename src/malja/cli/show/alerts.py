"""What `show` says that somebody must look into: alerts of the clinic, and what was given a second time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from malja.language.dates import say_date
from malja.language.numbers import say_digits
from malja.language.say import say, say_list
from malja.stock.clinic.alerts import Alert, find_alerts, read_thresholds
from malja.stock.clinic.clinic import WEEK
from malja.stock.kinds import CLINIC_COUNTED
from malja.stock.ledger.amounts import format_amount

if TYPE_CHECKING:
    from malja.facts.fact import Fact
    from malja.site.state.state import State

#: Alerts of so many weeks are said: those before were looked into long ago, or never will be.
WEEKS = 4
COUNTED = CLINIC_COUNTED.name


def alert_lines(state: State, day: datetime.date) -> Iterator[str]:
    """The alerts of the last weeks, each with its threshold, and whether that was read in a document or recalled."""
    for alert in _alerts(state, day - WEEKS * WEEK + datetime.timedelta(days=1)):
        yield _alert(alert)


def reached_lines(state: State, facts: Iterable[Fact]) -> Iterator[str]:
    """The alerts that counts which were just recorded make."""
    counted = {(fact.body["place"], fact.body["week"], fact.body["illness"]) for fact in facts if fact.kind == COUNTED}
    if counted:
        for alert in _alerts(state, datetime.date.min):
            if (alert.cell.place, alert.cell.week.isoformat(), alert.cell.illness) in counted:
                yield _alert(alert)


def _alerts(state: State, since: datetime.date) -> tuple[Alert, ...]:
    return find_alerts(state.clinic, read_thresholds(state.register.rows("thresholds")), since=since)


def _alert(alert: Alert) -> str:
    values = {
        "place": alert.cell.place,
        "week": say_date(alert.cell.week),
        "illness": say("record", f"illness_{alert.cell.illness}"),
        "counted": say_digits(f"{alert.counted:,}"),
        "measure": say("show", f"measure_{alert.threshold.measure}"),
        "limit": say_digits(format_amount(alert.limit)),
    }
    return say("show", "alert" if alert.threshold.basis == "read" else "alert_unverified", **values)


def second_gift_lines(state: State, round_: str) -> Iterator[str]:
    """Everything a round gave a second time: the first time, this one, why and by whom it was allowed."""
    for second in state.rounds.second_gifts(round_):
        first, again = second.first, second.again
        values = {
            "token": second.token,
            "items": say_list(second.items),
            "first": say_date(first.happened),
            "first_store": say_list(first.stores),
            "first_by": first.by,
            "again": say_date(again.happened),
            "again_store": say_list(again.stores),
            "again_by": again.by,
        }
        if again.allowed:
            yield say("show", "second_gift", supervisor=again.supervisor, reason=again.reason, **values)
        else:
            yield say("show", "second_gift_unexplained", **values)
