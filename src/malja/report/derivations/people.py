"""How many people are counted: the rows of the table people, added up."""

from __future__ import annotations

from malja.language.numbers import say_number
from malja.needs.derivation import say_source
from malja.operation.headcount import count_present
from malja.report.document import Derivation, Paragraph, ReportBlock, ReportTable
from malja.report.sections.context import ReportContext, say_plain


def explain_people(context: ReportContext) -> Derivation:
    """Arrivals less departures, row by row, and the sum at each site on the first and the last day."""
    words = context.words
    moves = ReportTable(
        code="how-people-rows",
        caption=context.say("people_rows"),
        columns=context.name_columns("place", "date", "arrivals", "departures", "column_source"),
        rows=tuple(
            (
                say_plain(words.place(move.place)),
                say_plain(words.date(move.date)),
                say_plain(say_number(move.arrivals)),
                say_plain(say_number(move.departures)),
                say_plain(say_source(move.source, move.read_at)),
            )
            for move in context.operation.people
        ),
    )
    blocks: list[ReportBlock] = [context.paragraph("how_people")]
    if context.operation.people:
        blocks.append(moves)
    blocks += [
        Paragraph(
            said=say_plain(
                context.say(
                    "people_sum",
                    place=words.place(site),
                    first=say_number(float(heads[0])),
                    date=words.date(context.operation.start),
                    last=say_number(float(heads[-1])),
                    end=words.date(context.last),
                )
            )
        )
        for site, heads in count_present(context.operation).items()
    ]
    return Derivation(code="how-people", title=context.say("how_people_title"), blocks=tuple(blocks))
