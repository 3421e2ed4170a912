"""What is urgent in words that a donor understands who has never seen malja."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.cover.severity import HARMS, Severity
from malja.cover.urgency import Urgency
from malja.cover.what_to_send import GoodToSend
from malja.language.clean_text import clean_text
from malja.language.dates import say_date
from malja.language.names import say_name
from malja.language.numbers import say_amount, say_number, say_people, say_percent, say_with_unit
from malja.language.say import say, say_list
from malja.operation.lift_names import say_lift
from malja.operation.rows import Tables

#: From how many days on a time is said in weeks, and in months.
_WEEKS_FROM, _MONTHS_FROM = 14.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyWords:
    """One urgent need in sentences: what is short or runs out, whom it harms how soon, what to send, and by when.

    `send` and `by` are empty where no good gives the need.
    """

    what: str
    harm: str
    send: str
    by: str


def say_urgency(operation: Tables, one: Urgency) -> UrgencyWords:
    """The sentences on one need; the site is named where there are several."""
    return UrgencyWords(
        what=_say_what(operation, one),
        harm=_say_harm(one),
        send=_say_send(one),
        by=_say_by(operation, one),
    )


def say_urgent_line(operation: Tables, urgencies: Sequence[Urgency]) -> str:
    """The most urgent thing in a line, with how many more are urgent; that nothing is, where nothing is."""
    urgent = [one for one in urgencies if one.is_urgent]
    if not urgent:
        return say("urgency", "none")
    said = say_urgency(operation, urgent[0])
    more = say("urgency", "more_counted", number=len(urgent) - 1) if len(urgent) > 1 else ""
    return " ".join(part for part in (said.what, said.harm, said.send, said.by, more) if part)


def say_severity(severity: Severity) -> str:
    """What a lack harms and how soon, in a few words."""
    harm, when = say("urgency", severity.harm), say_when(severity)
    return say("urgency", "severity", harm=harm, when=when) if when else harm


def say_severity_head(severity: Severity) -> str:
    """The same as a heading or the beginning of a line."""
    harm, when = say("urgency", f"head_{severity.harm}"), say_when(severity)
    return say("urgency", "severity", harm=harm, when=when) if when else harm


def say_when(severity: Severity) -> str:
    """How long after a lack begins it harms, in hours, days, weeks or months; empty where that is not known."""
    after = severity.after_days
    if after is None or severity.harm in ("standard", "unknown"):
        return ""
    if after < 1:
        return say("urgency", "hours", hours=max(1, round(24 * after)))
    if after < _WEEKS_FROM:
        return say("urgency", "days", days=round(after))
    if after < _MONTHS_FROM:
        return say("urgency", "weeks", weeks=round(after / 7))
    return say("urgency", "months", months=round(after / 30))


def list_severity_rules(severities: Iterable[Severity]) -> list[str]:
    """The rule behind each word of severity that is used, the gravest first."""
    used = {one.harm for one in severities}
    return [say("urgency", f"rule_{harm}") for harm in HARMS if harm in used]


def say_goods_to_send(goods: Iterable[GoodToSend]) -> str:
    """Goods in packs and weight."""
    return say_list([_say_good(one) for one in goods], "semicolon")


def _say_what(operation: Tables, one: Urgency) -> str:
    place = next((row for row in operation.places if row.place == one.place), None)
    several = sum(row.role == "site" for row in operation.places) > 1
    need = say_name(one.need.name or one.need.need, one.need.names)
    if several and place is not None:
        need = say("urgency", "need_at", need=need, place=say_name(place.name or place.place, place.names))
    values = {"need": need, "people": say_people(one.people)}
    if not one.is_short_now:
        code = "runs_out" if one.lack >= 1 - 1e-6 else "falls_short"
        share = say_percent(one.lack)
        return clean_text(say("urgency", code, date=say_date(one.first_short), share=share, **values))
    if one.short >= 1 - 1e-6:
        return clean_text(say("urgency", "none_now", **values))
    return clean_text(say("urgency", "short_now", share=say_percent(one.short), **values))


def _say_harm(one: Urgency) -> str:
    if not one.need.harm:
        return say("urgency", "sentence", said=say_severity(one.severity))
    harm = say_name(one.need.harm)
    return clean_text(say("urgency", "harm", severity=say_severity(one.severity), harm=harm))


def _say_send(one: Urgency) -> str:
    if not one.send:
        return ""
    code = "send_days" if one.need.kind == "daily" else "send"
    return clean_text(say("urgency", code, goods=say_goods_to_send(one.send), days=one.days))


def _say_by(operation: Tables, one: Urgency) -> str:
    departure = one.departure
    if not one.send:
        return say("urgency", "no_goods")
    if one.not_brought and len(one.not_brought) < len(one.send):
        names = [say_name(good.item.name or good.item.item, good.item.names) for good in one.not_brought]
        return clean_text(say("urgency", "no_lift_for", goods=say_list(names)))
    if departure is None or one.ready_on is None:
        return say("urgency", "no_lift")
    days = {"leaves": say_date(departure.leaves), "ready": say_date(one.ready_on)}
    if not one.is_in_time:
        code = "late_harm" if one.is_short_now else "late"
    else:
        code = "soonest" if one.is_short_now else "by"
    return clean_text(say("urgency", code, lift=say_lift(operation, departure.lift), **days))


def _say_good(good: GoodToSend) -> str:
    item = good.item
    if item.pack_quantity == 1:
        packs = say_with_unit(say_number(good.packs), item.unit)
    else:
        size = say_amount(item.pack_quantity, item.unit, 3)
        packs = say("urgency", "packs", packs=say_number(good.packs), size=size)
    name = say_name(item.name or item.item, item.names)
    return say("urgency", "good", name=name, packs=packs, kg=say_amount(good.kg, "kg"))
