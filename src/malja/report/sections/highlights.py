"""The headline, and the few sentences that a reader needs who reads no further."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.language.numbers import say_amount
from malja.language.say import say
from malja.report.document import Bullets, Paragraph, Phrase, ReportSection
from malja.report.limits import say_limit
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.terminal.plan_page import say_headline
from malja.report.urgent_in_plan import say_urgency_in_plan
from malja.report.words import list_first

#: Needs that are named in a sentence, the worst first.
_MOST_NAMES = 3
#: Urgent needs that are told with what to send; the rest are counted.
_MOST_URGENT = 3


def say_headline_paragraph(context: ReportContext) -> Paragraph:
    """The most urgent thing in one sentence."""
    summary = context.situation.summary
    short = summary.headline
    proof = "how-people" if short is None else context.need_proof(short.place, short.need)
    said = say_figure(say_headline(context.words, summary), proof)
    return Paragraph(said=said, tone="urgent" if short else "good")


def build_highlights(context: ReportContext) -> ReportSection:
    """How much is short, what runs out first, what comes next, what limits it, what to ask for."""
    lines = [*_short(context), *_runs_out(context), *_next_trip(context), *_limit(context), *_asked(context)]
    if context.plan.solver.status == "stopped":
        lines.append(say_plain(context.words.say("stopped")))
    return ReportSection(code="highlights", title=context.say("highlights"), blocks=(Bullets(lines=tuple(lines)),))


def _short(context: ReportContext) -> list[Phrase]:
    """How many needs are below each tier on some day."""
    shortfalls = context.situation.summary.shortfalls
    lines = []
    for tier in TIERS:
        here = [context.words.need_at(short.need, short.place) for short in shortfalls if short.tier == tier]
        if here:
            names = list_first(here[:_MOST_NAMES], len(here) - _MOST_NAMES)
            said = context.say("short_count", needs=len(here), tier=context.words.tier(tier), names=names)
            lines.append(say_figure(said, "how-shortfalls"))
    return lines


def _runs_out(context: ReportContext) -> list[Phrase]:
    """What is urgent if nothing more comes, whom it harms how soon, and what to send by when."""
    urgent = [one for one in context.situation.urgencies if one.is_urgent]
    lines = []
    for one in urgent[:_MOST_URGENT]:
        whole = " ".join(say_urgency_in_plan(context.operation, context.plan, one))
        lines.append(say_figure(context.say("if_nothing_comes", said=whole), "how-cover"))
    if len(urgent) > _MOST_URGENT:
        rest = say("urgency", "more_counted", number=len(urgent) - _MOST_URGENT)
        lines.append(say_figure(rest, "how-cover"))
    return lines


def _next_trip(context: ReportContext) -> list[Phrase]:
    leaving = context.leaving()
    if not leaving:
        return [say_plain(context.words.say("coming_none"))]
    number, trip = leaving[0]
    words = context.words
    said = context.say(
        "next_trip",
        lift=words.lift(trip.lift),
        origin=words.place(trip.origin),
        destination=words.place(trip.destination),
        leaves=words.date(trip.leaves),
        kg=say_amount(trip.kg, "kg"),
        usable=words.date(trip.usable),
    )
    return [say_figure(said, context.trip_proof(number))]


def _limit(context: ReportContext) -> list[Phrase]:
    limits = context.situation.summary.limits
    if not limits:
        return []
    said = say_limit(context.words, limits[0], context.plan.currency)
    return [say_figure(context.say("limited_by", limit=said), "how-limits")]


def _asked(context: ReportContext) -> list[Phrase]:
    asked = context.situation.summary.asked
    if not asked:
        return []
    kg = say_amount(sum(one.kg for one in asked), "kg")
    return [say_figure(context.say("asked_in_all", kg=kg, items=len(asked)), "how-cost")]
