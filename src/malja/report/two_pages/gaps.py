"""What stays short although everything planned comes, the gravest first."""

from __future__ import annotations

from malja.language.say import say
from malja.report.document import Bullets, ReportBlock
from malja.report.eaten.periods import find_basket_gaps
from malja.report.sections.context import ReportContext, say_plain
from malja.report.sections.gaps import say_shortfall
from malja.report.shortfalls import Shortfall

#: Needs that are named, the gravest first.
_MOST_GAPS = 7


def tell_gaps(context: ReportContext) -> tuple[ReportBlock, ...]:
    """Each need at the gravest tier that it misses: when, for how many, how much; that nothing is short if so."""
    shortfalls = context.situation.summary.shortfalls
    gravest: dict[tuple[str, str], Shortfall] = {}
    for short in shortfalls:
        gravest.setdefault((short.place, short.need), short)
    lines = [
        say("two_pages", "gap", need=context.words.need_at(one.need, one.place), said=say_shortfall(context, one))
        for one in list(gravest.values())[:_MOST_GAPS]
    ]
    left = len(gravest) - _MOST_GAPS
    if left > 0:
        lines.append(say("two_pages", "more_gaps", needs=left))
    basket = len(find_basket_gaps(context.plan))
    if basket:
        lines.append(say("two_pages", "basket_gaps", rules=basket))
    if not lines:
        return (context.paragraph("nothing_missing", tone="good"),) if context.plan.coverage else ()
    return (Bullets(lines=tuple(say_plain(line) for line in lines)),)
