"""Logistics and access: what comes next and why, what all lifts carry, what limits them, what fails with the next."""

from __future__ import annotations

from malja.language.numbers import say_amount
from malja.language.say import say, say_list
from malja.operation.vehicles import goes_by_road
from malja.report.document import Bullets, Phrase, ReportBlock, ReportColumn, ReportTable
from malja.report.limits import say_limit
from malja.report.reasons import say_reason
from malja.report.sections.context import ReportContext, say_plain
from malja.report.sections.next_flight import say_failure
from malja.report.summary import Coming
from malja.report.words import list_first

#: Goods named of a trip, the most urgent; limits named, those worth most.
_MOST_GOODS, _MOST_LIMITS = 4, 2


def tell_logistics(context: ReportContext) -> tuple[ReportBlock, ...]:
    """The next trips in a table, then what there is to say of all of them."""
    summary = context.situation.summary
    lines = [*_carried(context), *_limits(context), *_failure(context)]
    blocks: list[ReportBlock] = []
    if summary.coming:
        headings = ("leaves", "trip", "why", "cargo", "load")
        blocks.append(
            ReportTable(
                code="next-trips",
                caption=say("two_pages", "trips_caption"),
                columns=tuple(
                    ReportColumn(heading=say("two_pages", f"heading_{code}"), lead=code == "why") for code in headings
                ),
                rows=tuple(_trip(context, coming) for coming in summary.coming),
            )
        )
    elif context.plan.coverage:
        blocks.append(context.paragraph("no_trips"))
    if lines:
        blocks.append(Bullets(lines=tuple(say_plain(line) for line in lines)))
    return tuple(blocks)


def _trip(context: ReportContext, coming: Coming) -> tuple[Phrase, ...]:
    words, trip = context.words, coming.trip
    way = context.say("from_to", origin=words.place(trip.origin), destination=words.place(trip.destination))
    named = [words.item(one.cargo.item) for one in coming.loaded[:_MOST_GOODS]]
    why = say_reason(words, coming.loaded[0]) if coming.loaded else ""
    cells = (
        words.date(trip.leaves),
        say("two_pages", "trip", lift=words.lift(trip.lift), way=way),
        why,
        _list_goods(named, len(coming.loaded) - _MOST_GOODS),
        words.filled(trip.kg, coming.room.kg, "kg"),
    )
    return tuple(say_plain(cell) for cell in cells)


def _list_goods(named: list[str], more: int) -> str:
    """Goods, in whose names there are commas, and how many more there are."""
    listed = say_list(named, "semicolon")
    return say("report", "keys_more", keys=listed, more=more) if more > 0 else listed


def _carried(context: ReportContext) -> list[str]:
    """What comes through the air and what by road, in all."""
    operation = context.operation
    lifts = {lift.lift: lift for lift in operation.lifts}
    by_road = [trip for trip in context.plan.trips if trip.lift in lifts and goes_by_road(lifts[trip.lift])]
    by_air = [trip for trip in context.plan.trips if trip not in by_road]
    parts = [
        say("two_pages", code, kg=say_amount(sum(trip.kg for trip in trips), "kg"), trips=len(trips))
        for code, trips in (("by_air", by_air), ("by_road", by_road))
        if trips
    ]
    return [say("two_pages", "carried", parts=say_list(parts, "semicolon"))] if parts else []


def _limits(context: ReportContext) -> list[str]:
    limits = context.situation.summary.limits[:_MOST_LIMITS]
    said = [say_limit(context.words, limit, context.plan.currency) for limit in limits]
    return [context.say("limited_by", limit=line) for line in said[:1]] + [
        say("two_pages", "limited_also", limit=line) for line in said[1:]
    ]


def _failure(context: ReportContext) -> list[str]:
    fails = context.situation.flight_fails
    if fails is None or fails.trip is None:
        return []
    needs = dict.fromkeys(context.words.need_at(fall.need, fall.place) for fall in fails.falls)
    named = list_first(list(needs)[:_MOST_GOODS], len(needs) - _MOST_GOODS) if needs else ""
    said = say_failure(context, fails)
    return [say("two_pages", "failure", said=said, needs=named) if named else said]
