"""What the packs of goods weigh and take up, and where that is written."""

from __future__ import annotations

from malja.language.numbers import say_amount
from malja.needs.derivation import say_source
from malja.report.document import Derivation, ReportBlock, ReportTable
from malja.report.sections.context import PROOF_DIGITS, ReportContext, say_plain


def explain_items(context: ReportContext) -> Derivation:
    """Every item that a trip of the plan carries, with its pack and the source of its figures."""
    carried = {cargo.item for trip in context.plan.trips for cargo in trip.cargo}
    rows = tuple(
        (
            say_plain(context.words.item(item.item)),
            say_plain(say_amount(item.pack_quantity, item.unit, PROOF_DIGITS)),
            say_plain(say_amount(item.pack_kg, "kg", PROOF_DIGITS)),
            say_plain(say_amount(item.pack_m3, "m3", PROOF_DIGITS)),
            say_plain(say_source(item.source, item.read_at)),
        )
        for item in context.operation.items
        if item.item in carried
    )
    columns = context.name_columns("item", "pack_holds", "pack_kg", "pack_m3", "column_source")
    blocks: list[ReportBlock] = [context.paragraph("how_items")]
    if rows:
        blocks.append(
            ReportTable(code="how-items-packs", caption=context.say("items_caption"), columns=columns, rows=rows)
        )
    return Derivation(code="how-items", title=context.say("how_items_title"), blocks=tuple(blocks))
