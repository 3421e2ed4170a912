"""What the plan costs and brings: goods x price, trips x fixed cost, kilograms x cost a kilogram."""

from __future__ import annotations

from malja.language.numbers import say_about, say_amount, say_number
from malja.report.document import Derivation, Phrase, ReportBlock, ReportTable
from malja.report.sections.context import PROOF_DIGITS, ReportContext, say_plain


def explain_cost(context: ReportContext) -> Derivation:
    """The goods and the lifts, each with what they cost, and the sum of both."""
    goods, lifts = _goods(context), _lifts(context)
    total = context.say("money", amount=say_about(context.situation.summary.cost), currency=context.plan.currency)
    blocks: list[ReportBlock] = [context.paragraph("how_cost")]
    blocks += [table for table in (goods, lifts) if table.rows]
    blocks.append(context.paragraph("cost_sum", total=total))
    return Derivation(code="how-cost", title=context.say("how_cost_title"), blocks=tuple(blocks))


def _goods(context: ReportContext) -> ReportTable:
    """Of each item what is bought and what it costs."""
    rows = []
    for one in context.situation.summary.asked:
        item = context.words.items[one.item]
        each = context.say("money", amount=say_number(one.cost / one.quantity, 3), currency=context.plan.currency)
        rows.append(
            (
                say_plain(context.words.item(one.item)),
                say_plain(say_amount(one.quantity, item.unit, PROOF_DIGITS)),
                say_plain(context.say("each_costs", cost=each)),
                say_plain(say_amount(one.kg, "kg", PROOF_DIGITS)),
                say_plain(say_number(one.cost, PROOF_DIGITS)),
            )
        )
    columns = context.name_columns("item", "quantity", "price", "weight", "cost_in", currency=context.plan.currency)
    return ReportTable(code="how-cost-goods", caption=context.say("goods_caption"), columns=columns, rows=tuple(rows))


def _lifts(context: ReportContext) -> ReportTable:
    """Of each lift its trips, what they carry, and what both cost."""
    rows: list[tuple[Phrase, ...]] = []
    for lift in context.operation.lifts:
        trips = [trip for trip in context.plan.trips if trip.lift == lift.lift]
        if not trips:
            continue
        vehicles = sum(trip.vehicles or 0 for trip in trips)
        kg = sum(trip.kg for trip in trips)
        spent = vehicles * lift.fixed_cost + kg * lift.cost_per_kg
        rows.append(
            (
                say_plain(context.words.lift(lift.lift)),
                say_plain(say_number(vehicles)),
                say_plain(say_number(lift.fixed_cost)),
                say_plain(say_amount(kg, "kg", PROOF_DIGITS)),
                say_plain(say_number(lift.cost_per_kg)),
                say_plain(say_number(spent, PROOF_DIGITS)),
            )
        )
    columns = context.name_columns(
        "lift", "vehicles", "cost_each_trip", "weight", "cost_each_kg", "cost_in", currency=context.plan.currency
    )
    return ReportTable(
        code="how-cost-lifts", caption=context.say("lifts_cost_caption"), columns=columns, rows=tuple(rows)
    )
