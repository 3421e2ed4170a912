"""How many people are counted: the rows of the table people, added up."""

from __future__ import annotations

from malja.language.numbers import plain
from malja.needs.derivation import source_in_words
from malja.operation.headcount import present
from malja.report.document import Block, Column, Derivation, Paragraph, Table
from malja.report.sections.context import Telling, bare


def people(telling: Telling) -> Derivation:
    """Arrivals less departures, row by row, and the sum at each site on the first and the last day."""
    words = telling.words
    moves = Table(
        code="how-people-rows",
        caption=telling.say("people_rows"),
        columns=(
            Column(heading=telling.say("place")),
            Column(heading=telling.say("date")),
            Column(heading=telling.say("arrivals"), numeric=True),
            Column(heading=telling.say("departures"), numeric=True),
            Column(heading=telling.say("column_source")),
        ),
        rows=tuple(
            (
                bare(words.place(move.place)),
                bare(words.date(move.date)),
                bare(plain(move.arrivals)),
                bare(plain(move.departures)),
                bare(source_in_words(move.source, move.read_at)),
            )
            for move in telling.operation.people
        ),
    )
    blocks: list[Block] = [Paragraph(said=bare(telling.say("how_people")))]
    if telling.operation.people:
        blocks.append(moves)
    blocks += [
        Paragraph(
            said=bare(
                telling.say(
                    "people_sum",
                    place=words.place(site),
                    first=plain(float(heads[0])),
                    date=words.date(telling.operation.start),
                    last=plain(float(heads[-1])),
                    end=words.date(telling.last),
                )
            )
        )
        for site, heads in present(telling.operation).items()
    ]
    return Derivation(code="how-people", title=telling.say("how_people_title"), blocks=tuple(blocks))
