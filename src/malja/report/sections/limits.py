"""Which limits hold the plan back, and what a little more of each would spare."""

from __future__ import annotations

from malja.report.document import Block, Bullets, Paragraph, Section
from malja.report.limits import limit_in_words
from malja.report.sections.context import Telling, bare, derived

#: So many limits are named; the others are worth less.
MOST = 8


def limits(telling: Telling) -> Section:
    """The limits in the order of what they are worth; none are known of a plan that was read from plan.json."""
    found = telling.situation.summary.limits
    block: Block = Paragraph(said=bare(telling.say("no_limits")), tone="note")
    if found:
        said = [limit_in_words(telling.words, limit, telling.plan.currency) for limit in found[:MOST]]
        block = Bullets(lines=tuple(derived(line, "how-limits") for line in said), ordered=True)
    return Section(code="limits", title=telling.say("limits"), blocks=(block,))
