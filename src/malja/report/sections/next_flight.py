"""What happens if the next flight fails."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.language.numbers import say_about, say_amount, say_people
from malja.lifts.what_if.flight_failure import Fall, FlightFails
from malja.report.document import Bullets, Paragraph, Phrase, ReportBlock, ReportSection, ReportTable
from malja.report.reasons import say_lack_amount
from malja.report.sections.context import ReportContext, say_figure, say_plain

#: The most needs listed, the gravest first.
_MOST_FALLS = 20
_PROOF = "how-next-flight"


def build_next_flight(context: ReportContext) -> ReportSection:
    """Which needs fall short, when and for how many, if the next flight does not come and nothing takes its place."""
    fails = context.situation.flight_fails
    if fails is None:
        blocks: tuple[ReportBlock, ...] = (context.say_not_worked_out("flight_fails"),)
    elif fails.trip is None:
        blocks = (context.paragraph("no_next_flight"),)
    else:
        blocks = (_opening(context, fails), *_as_planned(context, fails), *_falls(context, fails))
    return ReportSection(code="next-flight", title=context.say("next_flight"), blocks=blocks)


def _opening(context: ReportContext, fails: FlightFails) -> Paragraph:
    """Which flight, and whether it is missed at all."""
    return Paragraph(said=say_figure(say_failure(context, fails), _PROOF), tone="urgent" if fails.falls else "good")


def say_failure(context: ReportContext, fails: FlightFails) -> str:
    """Which trip it is that may not come, and whether anybody is worse off then; `fails` has a trip."""
    trip = fails.trip
    if trip is None:
        raise LookupError(fails)
    words = context.words
    flight = {"lift": words.lift(trip.lift), "date": words.date(trip.leaves), "kg": say_amount(trip.kg, "kg")}
    if fails.falls:
        return context.say("flight_fails", **flight)
    return context.say("flight_fails_made_up" if fails.as_planned else "flight_fails_nothing", **flight)


def _as_planned(context: ReportContext, fails: FlightFails) -> list[ReportBlock]:
    """What falls short if nobody changes the later loads: where the reason of each load comes back."""
    words = context.words
    gravest = {(lack.place, lack.need): lack for lack in reversed(fails.as_planned)}
    lacks = sorted(gravest.values(), key=fails.as_planned.index)
    left = len(lacks) - _MOST_FALLS
    if not lacks:
        return []
    rows = tuple(
        (
            say_plain(words.need_at(lack.need, lack.place)),
            say_plain(context.tier_name(lack.tier)),
            say_figure(words.date(lack.first), _PROOF),
            say_figure(say_lack_amount(words, lack), _PROOF),
        )
        for lack in lacks[:_MOST_FALLS]
    )
    return [
        ReportTable(
            code="next-flight-as-planned",
            caption=context.say("as_planned_caption"),
            columns=context.name_columns("need", "below", "from_day", "missing_in_all"),
            rows=rows,
            levels=tuple(lack.tier for lack in lacks[:_MOST_FALLS]),
            note=context.say("falls_more", needs=left) if left > 0 else "",
        )
    ]


def _falls(context: ReportContext, fails: FlightFails) -> list[ReportBlock]:
    if not fails.falls:
        return []
    more = [
        say_figure(context.say("more_short", days=say_about(fails.more[tier]), tier=context.words.tier(tier)), _PROOF)
        for tier in TIERS
        if fails.more.get(tier, 0.0) >= 1
    ]
    columns = context.name_columns("need", "below", "when", "people", "missing_with", "missing_without")
    # Who is below the minimum is below the target too: each need is told once, at its gravest.
    gravest = {(fall.place, fall.need): fall for fall in reversed(fails.falls)}
    falls = sorted(gravest.values(), key=fails.falls.index)
    left = len(falls) - _MOST_FALLS
    table = ReportTable(
        code="next-flight-falls",
        caption=context.say("falls_caption"),
        columns=columns,
        rows=tuple(_row(context, fall) for fall in falls[:_MOST_FALLS]),
        levels=tuple(fall.tier for fall in falls[:_MOST_FALLS]),
        note=context.say("falls_more", needs=left) if left > 0 else "",
    )
    return [*([Bullets(lines=tuple(more))] if more else []), table]


def _row(context: ReportContext, fall: Fall) -> tuple[Phrase, ...]:
    words = context.words
    when = words.date(fall.first)
    if fall.last > fall.first:
        when = words.say("span", first=when, last=words.date(fall.last))
    return (
        say_plain(words.need_at(fall.need, fall.place)),
        say_plain(context.tier_name(fall.tier)),
        say_figure(when, _PROOF),
        say_figure(say_people(fall.people), _PROOF),
        say_figure(context.percent(fall.before), context.need_proof(fall.place, fall.need)),
        say_figure(context.percent(fall.worst), _PROOF),
    )
