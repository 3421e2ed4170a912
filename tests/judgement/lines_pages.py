"""Lines of docs/judgement.md on pages: what the report and its annex look like, in English and in Arabic."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import pypdf

import malja
from malja.language import speaking
from malja.operation.operation import Operation
from malja.operation.vehicles import goes_by_road
from malja.report.document import Bullets, Document, Heat, Picture, ReportGroup, ReportTable
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from malja.report.report_pdf import render_pdf
from malja.report.situation import Situation as ReportedSituation
from malja.report.situation import gather_situation
from malja.report.terminal.requests_page import say_requested
from malja.report.two_pages.two_page_document import LONGEST_NAME, build_two_page_document
from malja.report.words import Words
from tests.report.reports import everything
from tests.report.trees import every_said

from .situations import Situation

LANGUAGES = ("en", "ar")
_RLI = "\u2067"


@lru_cache(maxsize=2)
def gathered(operation: Operation, text: str) -> ReportedSituation:
    """What the pages of a plan tell."""
    return gather_situation(operation, malja.from_json(text))


@lru_cache(maxsize=4)
def told(operation: Operation, text: str, language: str) -> tuple[Document, Document]:
    """The two pages and the annex of a plan in a language."""
    about = gathered(operation, text)
    with speaking(language):
        return build_two_page_document(about), build_report_document(about)


def documents(at: Situation) -> Iterator[tuple[str, Document]]:
    for language in LANGUAGES:
        for document in told(at.operation, at.text, language):
            yield language, document


def fits_two_pages(at: Situation) -> list[str]:
    """The report has two pages at most."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            printed = render_pdf(told(at.operation, at.text, language)[0], at.operation.start)
        count = len(pypdf.PdfReader(io.BytesIO(printed)).pages)
        found += [f"{language}: {count} pages"] if count > 2 else []
    return found


def prints_nothing_empty(at: Situation) -> list[str]:
    """No heading stands over nothing, no table is without rows, no column holds blanks alone."""
    found = []
    for language, document in documents(at):
        found += [f"{language}: {part.title}" for part in document.sections if not part.blocks]
        for block in everything(document):
            match block:
                case ReportTable():
                    columns = list(zip(*block.rows, strict=True))
                    blank = not block.rows or any(not any(cell.text.strip() for cell in one) for one in columns[1:])
                case Bullets():
                    blank = not block.lines
                case ReportGroup():
                    blank = not block.blocks
                case Heat():
                    blank = any(set(row.levels) == {"blank"} for row in block.rows)
                case _:
                    blank = False
            found += [f"{language}: {block}"[:200]] if blank else []
    return found


def runs_with_the_script(at: Situation) -> list[str]:
    """In Arabic charts run from right to left, and the words of their axes with them."""
    found = []
    for language in LANGUAGES:
        for block in everything(told(at.operation, at.text, language)[1]):
            if isinstance(block, Picture) and block.kind == "chart":
                words = re.findall(r"<text[^>]*>([^<]*)</text>", block.svg)
                turned = "scale(-1 1)" in block.svg and all(word.startswith(_RLI) for word in words)
                plain = "scale(-1 1)" not in block.svg and not any(_RLI in word for word in words)
                found += [] if (turned if language == "ar" else plain) else [f"{language}: {block.title}"]
    return found


def calls_things_by_name(at: Situation) -> list[str]:
    """No id stands where there is a name: of places, goods, needs, lifts and groups."""
    operation = at.operation
    rows = [*((row.place, row.name) for row in operation.places), *((row.item, row.name) for row in operation.items)]
    rows += [*((row.need, row.name) for row in operation.needs), *((row.group, "named") for row in operation.groups)]
    rows += [(row.lift, row.name) for row in operation.lifts]
    # An id that is a word of the language too, such as rice, cannot be told from the word.
    ids = {one for one, name in rows if name and name != one and "_" in one}
    found = []
    for language, document in documents(at):
        # Assumptions name the rows of the operation's own files, by which they are corrected.
        for section in (one for one in document.sections if one.code != "assumptions"):
            for said in every_said(section):
                found += [f"{language}: {word} in {said.text}" for word in re.findall(r"\w+", said.text) if word in ids]
    return found


def draws_trucks_on_the_road(at: Situation) -> list[str]:
    """What goes on wheels is drawn and counted as a road, what flies is not."""
    placed = {place.place for place in at.operation.places if place.lat is not None and place.lon is not None}
    roads = [lift for lift in at.operation.lifts if goes_by_road(lift) and {lift.origin, lift.destination} <= placed]
    trucks = [lift for lift in at.operation.lifts if "truck" in lift.vehicle or "lorry" in lift.vehicle]
    found = [f"{lift.lift} flies" for lift in trucks if not goes_by_road(lift)]
    maps = [
        one
        for one in everything(told(at.operation, at.text, "en")[1])
        if isinstance(one, Picture) and one.code == "map"
    ]
    dotted = sum(one.svg.count('stroke-dasharray="1 3"') for one in maps)
    return found + ([f"{dotted} dotted of {len(roads)}"] if maps and dotted < len(roads) else [])


def sets_rows_as_cards(at: Situation) -> list[str]:
    """On a phone no table runs sideways: every cell bears its heading, and why goods go comes before the figures."""
    found = []
    for language in LANGUAGES:
        for document in told(at.operation, at.text, language):
            with speaking(language):
                page = render_html(document)
            found += re.findall(r"<td(?! data-heading)[^>]*>", page.replace("<td><svg", "<svg"))
            loads = [
                one for one in everything(document) if isinstance(one, ReportTable) and one.code.startswith("cargo-")
            ]
            found += [one.caption for one in loads if not any(column.lead for column in one.columns)]
    return found


def asks_for_all_that_kills(at: Situation) -> list[str]:
    """Each need whose lack is said to endanger lives is asked for on the two pages, or a sentence there names it."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            missing = find_unasked(gathered(at.operation, at.text), told(at.operation, at.text, language)[0])
            found += [f"{language}: {need}" for need in missing]
    return found


def find_unasked(about: ReportedSituation, pages: Document) -> list[str]:
    """Needs whose lack endangers lives, for which no row of the requests stands, and which no sentence there names."""
    words = Words(about.operation, longest=LONGEST_NAME)
    said = " ".join(one.text for part in pages.sections if part.code == "requests" for one in every_said(part))
    requests = [one for tier in (about.requests.tiers if about.requests else ()) for one in tier.requests]
    asked = {need for one in requests if say_requested(words, one) in said for need in one.needs}
    deadly = dict.fromkeys(one.need for one in about.summary.shortfalls if one.severity.harm == "life")
    return [need for need in deadly if need not in asked and words.need(need) not in said]


PAGES: dict[str, Callable[[Situation], list[str]]] = {
    "W14": fits_two_pages,
    "W15": prints_nothing_empty,
    "W16": runs_with_the_script,
    "W17": calls_things_by_name,
    "W18": draws_trucks_on_the_road,
    "W19": sets_rows_as_cards,
    "W28": asks_for_all_that_kills,
}
