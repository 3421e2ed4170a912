"""The whole report as a tree: its parts in the order of an OCHA situation report, the annex of derivations."""

from __future__ import annotations

from collections.abc import Callable

from malja.language.clean_text import clean
from malja.language.speech import current
from malja.report.derivations.cost import cost
from malja.report.derivations.items import items
from malja.report.derivations.needs import needs as needs_derived
from malja.report.derivations.people import people
from malja.report.derivations.rules import rules
from malja.report.derivations.trips import trips
from malja.report.document import Derivation, Document, Said, Section
from malja.report.sections.assumptions import assumptions
from malja.report.sections.capacity import capacity
from malja.report.sections.context import Telling, bare
from malja.report.sections.find_out_first import find_out_first
from malja.report.sections.flights import flights
from malja.report.sections.highlights import headline, highlights
from malja.report.sections.key_figures import key_figures
from malja.report.sections.limits import limits
from malja.report.sections.needs import needs
from malja.report.sections.next_flight import next_flight
from malja.report.sections.overview import overview
from malja.report.sections.places import places
from malja.report.sections.purchases import asked
from malja.report.sections.requests import requests
from malja.report.sections.runs_out import runs_out
from malja.report.situation import Situation

#: In the order of an OCHA situation report: highlights, figures, overview, needs and response, logistics, funding.
SECTIONS: tuple[Callable[[Telling], Section], ...] = (
    highlights,
    key_figures,
    runs_out,
    overview,
    flights,
    next_flight,
    find_out_first,
    places,
    needs,
    limits,
    capacity,
    requests,
    asked,
    assumptions,
)


def document(situation: Situation) -> Document:
    """The report of a situation, said in the language that is spoken, for those who run the operation.

    What may leave the operation is another tree (`report.public`).
    """
    telling = Telling(situation)
    language = current().language
    # Names are asked for while the parts are made: only then is it known whether a mark needs its explanation.
    parts = tuple(section(telling) for section in SECTIONS)
    derived = tuple(_derivations(telling))
    return Document(
        title=clean(telling.operation.name),
        language=language.code,
        direction=language.direction,
        about=tuple(_about(telling)),
        headline=headline(telling),
        sections=parts,
        derivations=derived,
        marks=(telling.words.say("mark"),) if telling.words.marked else (),
    )


def _derivations(telling: Telling) -> list[Derivation]:
    found = [people(telling), *rules(telling), cost(telling), *needs_derived(telling)]
    return [*found, *trips(telling), items(telling)]


def _about(telling: Telling) -> list[Said]:
    """What the report covers, what it rests on, when the next one is due."""
    operation, words = telling.operation, telling.words
    last = words.date(operation.date(operation.days - 1))
    period = {"first": telling.whole_date(operation.start), "last": telling.whole_date(telling.last), "leave": last}
    lines = [bare(telling.say("about_period", **period)), bare(telling.say("about_made"))]
    leaving = telling.leaving()
    if leaving:
        lines.append(bare(telling.say("about_next", date=words.date(leaving[0][1].usable))))
    return lines
