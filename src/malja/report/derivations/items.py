"""What the packs of goods weigh and take up, and where that is written."""

from __future__ import annotations

from malja.language.numbers import amount
from malja.needs.derivation import source_in_words
from malja.report.document import Block, Column, Derivation, Paragraph, Table
from malja.report.sections.context import Telling, bare

DIGITS = 4


def items(telling: Telling) -> Derivation:
    """Every item that a trip of the plan carries, with its pack and the source of its figures."""
    carried = {cargo.item for trip in telling.plan.trips for cargo in trip.cargo}
    rows = tuple(
        (
            bare(telling.words.item(item.item)),
            bare(amount(item.pack_quantity, item.unit, DIGITS)),
            bare(amount(item.pack_kg, "kg", DIGITS)),
            bare(amount(item.pack_m3, "m3", DIGITS)),
            bare(source_in_words(item.source, item.read_at)),
        )
        for item in telling.operation.items
        if item.item in carried
    )
    columns = (
        Column(heading=telling.say("item")),
        Column(heading=telling.say("pack_holds"), numeric=True),
        Column(heading=telling.say("pack_kg"), numeric=True),
        Column(heading=telling.say("pack_m3"), numeric=True),
        Column(heading=telling.say("column_source")),
    )
    blocks: list[Block] = [Paragraph(said=bare(telling.say("how_items")))]
    if rows:
        blocks.append(Table(code="how-items-packs", caption=telling.say("items_caption"), columns=columns, rows=rows))
    return Derivation(code="how-items", title=telling.say("how_items_title"), blocks=tuple(blocks))
