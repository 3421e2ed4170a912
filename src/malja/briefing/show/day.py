"""The day beside the day before it, and what one shift tells the next, as parts of the status and the daily page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from malja.briefing.phrases import say_decimal, say_place
from malja.language.dates import say_date
from malja.language.say import say
from malja.report.print_daily_page import DailyBlock
from malja.site.state.handover_notes import HandoverNote
from malja.site.state.names import KnownNames
from malja.site.status.day import DayFigures

#: Figures of a day by the code of their words, in the order in which they are shown.
_COUNTS: tuple[tuple[str, Callable[[DayFigures], int]], ...] = (
    ("day_arrived", lambda one: one.arrived),
    ("day_departed", lambda one: one.departed),
    ("day_present", lambda one: one.present),
    ("day_meals", lambda one: one.meals),
    ("day_rations", lambda one: one.persons),
    ("day_landed", lambda one: one.landed),
)
_GOODS: tuple[tuple[str, Callable[[DayFigures], Mapping[str, Decimal]]], ...] = (
    ("day_received", lambda one: one.received),
    ("day_issued", lambda one: one.issued),
    ("day_wasted", lambda one: one.wasted),
)
#: An item's name; and an amount of it with its unit.
NameOf = Callable[[str], str]
AmountOf = Callable[[Decimal, str], str]


def describe_days(days: tuple[DayFigures, ...], name: NameOf, amount: AmountOf, most: int) -> DailyBlock:
    """The day beside the one before, without what is nothing on both; `most`: items in, out and lost, each."""
    today, before = days
    rows: list[tuple[str, ...]] = [
        (say("status", code), say_decimal(count(today)), say_decimal(count(before)))
        for code, count in _COUNTS
        if count(today) or count(before)
    ]
    if today.found or before.found:
        rows.append((say("status", "day_found"), _say_found(today.found), _say_found(before.found)))
    for code, goods in _GOODS:
        rows += _goods_rows(code, goods(today), goods(before), name, amount, most)
    if today.doubts or before.doubts:
        rows.append((say("status", "day_doubts"), say_decimal(today.doubts), say_decimal(before.doubts)))
    title = say("status", "day")
    if not rows:
        return DailyBlock(title=title, lines=(say("status", "day_nothing"),))
    heading = ("", say_date(today.day), say_date(before.day))
    return DailyBlock(title=title, rows=(heading, *rows), figures=(1, 2))


def _say_found(found: int) -> str:
    """How many more or fewer a count found; nothing is 0, as in the other rows."""
    if not found:
        return say_decimal(0)
    return say("status", "day_more" if found > 0 else "day_fewer", number=say_decimal(abs(found)))


def _goods_rows(
    code: str,
    today: Mapping[str, Decimal],
    before: Mapping[str, Decimal],
    name: NameOf,
    amount: AmountOf,
    most: int,
) -> Iterator[tuple[str, ...]]:
    """A row an item: those of today first; how many more there were in the last."""
    items = [*today, *(item for item in before if item not in today)]
    for item in items[:most]:
        said = (amount(units, item) if (units := of.get(item)) else say_decimal(0) for of in (today, before))
        yield say("status", code, item=name(item)), *said
    if len(items) > most:
        yield say("status", "more", number=len(items) - most), "", ""


def describe_handover(known: KnownNames, notes: tuple[HandoverNote, ...]) -> Iterator[DailyBlock]:
    """What stands of what one shift told the next; nothing where there is none."""
    lines = []
    for note in notes:
        about = {"date": say_date(note.happened), "by": note.by, "text": note.text}
        lines.append(
            say("status", "handover_place", place=say_place(known, note.place), **about)
            if note.place
            else say("status", "handover_site", **about)
        )
    if lines:
        yield DailyBlock(title=say("status", "handover"), lines=tuple(lines))
