"""What the clinic counted: alerts, weeks that are missing, and totals."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from malja.briefing.phrases import say_decimal, say_illness
from malja.briefing.show.rows import AnswerPart, rows_or
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.numbers import say_percent
from malja.language.say import say, say_list
from malja.site.state.state import State
from malja.stock.clinic.alerts import Alert, find_alerts, read_thresholds
from malja.stock.clinic.clinic import WEEK
from malja.stock.clinic.weekly_totals import find_completeness, sum_counts
from malja.stock.kinds import CLINIC_COUNTED

#: So many weekly counts that are missing are named; the others are counted.
_MOST_MISSING = 6
#: Alerts of so many weeks are shown: older ones were looked into long ago, or never will be.
_ALERT_WEEKS = 4


def describe_clinic(state: State, day: datetime.date) -> Iterator[AnswerPart]:
    """The alerts, how complete the weekly counts of each site are, and the cases and deaths by illness."""
    yield from describe_alerts(state, day)
    places = [place for place, role in state.known.roles().items() if role == "site"]
    for one in find_completeness(state.clinic, day, places=places):
        share = say_percent(one.reported / one.due) if one.due else say_percent(1)
        weeks = {"weeks": one.weeks, "whole": one.weeks_complete}
        yield say("show", "complete", place=one.place, percent=share, **weeks)
        missing = [f"{cell.week.isoformat()} {say_illness(cell.illness)}" for cell in one.missing]
        if missing:
            over = len(missing) - _MOST_MISSING
            more = [say("show", "more", number=over)] if over > 0 else []
            yield "  " + say("show", "missing", cells=say_list([*missing[:_MOST_MISSING], *more], "semicolon"))
    cells = (
        (
            one.place,
            say_illness(one.illness),
            say(
                "show",
                "cases",
                under=say_decimal(one.counted.cases_under_5),
                over=say_decimal(one.counted.cases_5_and_over),
            ),
            say("show", "deaths", number=say_decimal(one.counted.deaths)) if one.counted.deaths else "",
        )
        for one in sum_counts(state.clinic)
        if one.counted.cases or one.counted.deaths
    )
    yield rows_or(cells, say("show", "no_cases"))


def describe_alerts(state: State, day: datetime.date) -> Iterator[str]:
    """The alerts of the last weeks, each with its threshold, and whether that was read in a document or recalled."""
    for alert in _alerts_since(state, day - _ALERT_WEEKS * WEEK + datetime.timedelta(days=1)):
        yield _say_alert(alert)


def describe_new_alerts(state: State, facts: Iterable[Fact]) -> Iterator[str]:
    """The alerts that counts which were just recorded make."""
    name = CLINIC_COUNTED.name
    counted = {(fact.body["place"], fact.body["week"], fact.body["illness"]) for fact in facts if fact.kind == name}
    for alert in _alerts_since(state, datetime.date.min) if counted else ():
        if (alert.cell.place, alert.cell.week.isoformat(), alert.cell.illness) in counted:
            yield _say_alert(alert)


def _alerts_since(state: State, since: datetime.date) -> tuple[Alert, ...]:
    return find_alerts(state.clinic, read_thresholds(state.register.rows("thresholds")), since=since)


def _say_alert(alert: Alert) -> str:
    values = {
        "place": alert.cell.place,
        "week": say_date(alert.cell.week),
        "illness": say_illness(alert.cell.illness),
        "counted": say_decimal(alert.counted),
        "measure": say("show", f"measure_{alert.threshold.measure}"),
        "limit": say_decimal(alert.limit),
    }
    return say("show", "alert" if alert.threshold.basis == "read" else "alert_unverified", **values)
