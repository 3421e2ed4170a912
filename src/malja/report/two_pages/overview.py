"""What the situation is: what runs out first, and what is happening, in a few sentences."""

from __future__ import annotations

from malja.cover.cover_page import say_headlines
from malja.language.say import say
from malja.report.document import Bullets, ReportBlock
from malja.report.sections.context import ReportContext, say_plain

#: Sites of which it is said what runs out first.
_MOST_SITES = 3


def tell_situation(context: ReportContext) -> tuple[ReportBlock, ...]:
    """What each of the largest sites lacks and what runs out first there if nothing more comes."""
    covers = context.situation.covers
    lived_in = {one.place: max(one.people, 0.0) for one in sorted(covers, key=lambda one: one.people)}
    sites = [place for place in context.operation.places if place.role == "site" and lived_in.get(place.place, 0) > 0]
    largest = sorted(sites, key=lambda place: -lived_in[place.place])[:_MOST_SITES]
    lines = [
        context.say("if_nothing_comes", said=said)
        for place in sites
        if place in largest
        for said in say_headlines(context.operation, place, [one for one in covers if one.place == place.place])
    ]
    if len(sites) > len(largest):
        lines.append(say("two_pages", "more_sites", sites=len(sites) - len(largest)))
    return (Bullets(lines=tuple(say_plain(line) for line in lines)),) if lines else ()
