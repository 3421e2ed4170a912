"""The situation report on two pages as a tree, in order of OCHA's: situation, people, response, gaps, access, asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeVar

from malja.cover.urgency_words import list_severity_rules
from malja.language.clean_text import clean_text
from malja.language.say import say
from malja.language.speech import current_speech
from malja.operation.title import say_operation_title
from malja.report.document import Document, KeyFigures, Paragraph, Phrase, ReportBlock, ReportSection
from malja.report.limits import say_quality
from malja.report.sections.context import ReportContext, say_plain
from malja.report.sections.highlights import say_headline_paragraph
from malja.report.sections.key_figures import build_key_figures
from malja.report.sections.nothing_empty import drop_empty_parts
from malja.report.situation import Situation
from malja.report.two_pages.funding import tell_funding
from malja.report.two_pages.gaps import tell_gaps
from malja.report.two_pages.logistics import tell_logistics
from malja.report.two_pages.overview import tell_situation
from malja.report.two_pages.people import tell_people
from malja.report.two_pages.requests import tell_requests
from malja.report.two_pages.response import tell_response

#: Letters of a name: longer ones stand whole in the annex.
LONGEST_NAME = 60

#: What each part is called and what tells it; a part that has nothing to tell is left out.
_PARTS: tuple[tuple[str, Callable[[ReportContext], tuple[ReportBlock, ...]]], ...] = (
    ("situation", tell_situation),
    ("people", tell_people),
    ("response", tell_response),
    ("gaps", tell_gaps),
    ("logistics", tell_logistics),
    ("requests", tell_requests),
    ("funding", tell_funding),
)
_T = TypeVar("_T")


def build_two_page_document(situation: Situation) -> Document:
    """The situation report of a situation, in the current language; how figures were calculated stands in the annex."""
    context = ReportContext(situation, longest=LONGEST_NAME)
    language = current_speech().language
    sections = [
        ReportSection(code="figures", title=context.say("figures"), blocks=_figures(context)),
        *(ReportSection(code=code, title=say("two_pages", code), blocks=part(context)) for code, part in _PARTS),
    ]
    headline = say_headline_paragraph(context)
    annex = say("two_pages", "annex", page="annex.html", print="annex.pdf")
    told = Document(
        title=clean_text(say_operation_title(context.operation)),
        language=language.code,
        direction=language.direction,
        about=_about(context),
        headline=_without_proofs(headline),
        sections=tuple(_without_proofs(section) for section in sections),
        derivations=(),
        marks=(*_rules(context), *((context.words.say("mark"),) if context.words.marked else ()), annex),
        two_pages=True,
    )
    return drop_empty_parts(told)


def _rules(context: ReportContext) -> list[str]:
    """The rule behind each grave word of severity that the pages say."""
    urgent = [one.severity for one in context.situation.urgencies if one.is_urgent]
    return list_severity_rules(urgent)


def _about(context: ReportContext) -> tuple[Phrase, ...]:
    """What kind of paper it is, what it covers, of which day it is, when the next one comes, and whom to ask."""
    operation = context.operation
    last = context.words.date(operation.date(operation.days - 1))
    period = {"first": context.whole_date(operation.start), "last": context.whole_date(context.last), "leave": last}
    dated = [
        say("two_pages", "as_of", date=context.whole_date(operation.start)),
        *([say("two_pages", "issued", date=context.whole_date(operation.issued))] if operation.issued else []),
        *(
            [say("two_pages", "next_issue", date=context.whole_date(operation.next_issue))]
            if operation.next_issue
            else []
        ),
    ]
    lines = [say("two_pages", "kind") + " " + context.say("about_period", **period), " ".join(dated)]
    if operation.contact.strip():
        lines.append(say("two_pages", "contact", contact=clean_text(operation.contact)))
    return tuple(say_plain(line) for line in lines)


def _figures(context: ReportContext) -> tuple[ReportBlock, ...]:
    """The key figures, and how good the plan is."""
    figures = [block for block in build_key_figures(context).blocks if isinstance(block, KeyFigures)]
    stopped = context.words.say("stopped") if context.plan.solver.status == "stopped" else ""
    quality = " ".join(filter(None, (say_quality(context.words, context.plan), stopped)))
    return (*figures, *([Paragraph(said=say_plain(quality))] if quality else []))


def _without_proofs(part: _T) -> _T:
    """The same without links to derivations, which stand in the annex."""
    if isinstance(part, Phrase):
        return dataclasses.replace(part, proof="")
    if isinstance(part, tuple):
        return tuple(_without_proofs(one) for one in part)  # type: ignore[return-value]
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = {field.name: _without_proofs(getattr(part, field.name)) for field in dataclasses.fields(part)}
        return dataclasses.replace(part, **fields)
    return part
