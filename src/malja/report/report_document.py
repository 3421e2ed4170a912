"""The whole report as a tree: its parts in the order of an OCHA situation report, the annex of derivations."""

from __future__ import annotations

from collections.abc import Callable

from malja.language.clean_text import clean_text
from malja.language.speech import current_speech
from malja.operation.title import say_operation_title
from malja.report.derivations.cost import explain_cost
from malja.report.derivations.items import explain_items
from malja.report.derivations.needs import explain_needs as needs_derived
from malja.report.derivations.people import explain_people
from malja.report.derivations.rules import explain_rules
from malja.report.derivations.trips import explain_trips
from malja.report.document import Derivation, Document, Phrase, ReportSection
from malja.report.sections.assumptions import build_assumptions
from malja.report.sections.capacity import build_capacity
from malja.report.sections.context import ReportContext, say_plain
from malja.report.sections.find_out_first import build_find_out_first
from malja.report.sections.flights import build_flights
from malja.report.sections.food import build_food
from malja.report.sections.highlights import build_highlights, say_headline_paragraph
from malja.report.sections.key_figures import build_key_figures
from malja.report.sections.limits import build_limits
from malja.report.sections.needs import build_needs
from malja.report.sections.next_flight import build_next_flight
from malja.report.sections.nothing_empty import drop_empty_parts
from malja.report.sections.overview import build_overview
from malja.report.sections.places import build_places
from malja.report.sections.purchases import build_purchases
from malja.report.sections.requests import build_requests
from malja.report.sections.runs_out import build_runs_out
from malja.report.situation import Situation

#: In the order of an OCHA situation report: highlights, figures, overview, needs and response, logistics, funding.
_SECTIONS: tuple[Callable[[ReportContext], ReportSection], ...] = (
    build_highlights,
    build_key_figures,
    build_runs_out,
    build_overview,
    build_flights,
    build_next_flight,
    build_find_out_first,
    build_places,
    build_food,
    build_needs,
    build_limits,
    build_capacity,
    build_requests,
    build_purchases,
    build_assumptions,
)


def build_report_document(situation: Situation) -> Document:
    """The report of a situation, in the current language, for those who run the operation.

    What may leave the operation is another tree (`report.public`).
    """
    context = ReportContext(situation)
    language = current_speech().language
    # Names are asked for while the parts are made: only then is it known whether a mark needs its explanation.
    parts = tuple(section(context) for section in _SECTIONS if section is not build_food or context.plan.eaten)
    derived = tuple(_derivations(context))
    told = Document(
        title=clean_text(say_operation_title(context.operation)),
        language=language.code,
        direction=language.direction,
        about=tuple(_about(context)),
        headline=say_headline_paragraph(context),
        sections=parts,
        derivations=derived,
        marks=(context.words.say("mark"),) if context.words.marked else (),
    )
    return drop_empty_parts(told)


def _derivations(context: ReportContext) -> list[Derivation]:
    derivations = [explain_people(context), *explain_rules(context), explain_cost(context), *needs_derived(context)]
    return [*derivations, *explain_trips(context), explain_items(context)]


def _about(context: ReportContext) -> list[Phrase]:
    """What the report covers, what it rests on, when the next one is due."""
    operation, words = context.operation, context.words
    last = words.date(operation.date(operation.days - 1))
    period = {"first": context.whole_date(operation.start), "last": context.whole_date(context.last), "leave": last}
    lines = [say_plain(context.say("about_period", **period)), say_plain(context.say("about_made"))]
    leaving = context.leaving()
    if leaving:
        lines.append(say_plain(context.say("about_next", date=words.date(leaving[0][1].usable))))
    return lines
