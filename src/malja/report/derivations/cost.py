"""What the plan costs and brings: goods x price, trips x fixed cost, kilograms x cost a kilogram."""

from __future__ import annotations

from malja.language.numbers import about, amount, plain
from malja.report.document import Block, Column, Derivation, Paragraph, Said, Table
from malja.report.sections.context import Telling, bare


def cost(telling: Telling) -> Derivation:
    """The goods and the lifts, each with what they cost, and the sum of both."""
    goods, lifts = _goods(telling), _lifts(telling)
    total = telling.say("money", amount=about(telling.situation.summary.cost), currency=telling.plan.currency)
    blocks: list[Block] = [Paragraph(said=bare(telling.say("how_cost")))]
    blocks += [table for table in (goods, lifts) if table.rows]
    blocks.append(Paragraph(said=bare(telling.say("cost_sum", total=total))))
    return Derivation(code="how-cost", title=telling.say("how_cost_title"), blocks=tuple(blocks))


def _goods(telling: Telling) -> Table:
    """Of each item what is bought and what it costs."""
    rows = []
    for one in telling.situation.summary.asked:
        item = telling.words.items[one.item]
        each = telling.say("money", amount=plain(one.cost / one.quantity, 3), currency=telling.plan.currency)
        rows.append(
            (
                bare(telling.words.item(one.item)),
                bare(amount(one.quantity, item.unit, 4)),
                bare(telling.say("each_costs", cost=each)),
                bare(amount(one.kg, "kg", 4)),
                bare(plain(one.cost, 4)),
            )
        )
    columns = (
        Column(heading=telling.say("item")),
        Column(heading=telling.say("quantity"), numeric=True),
        Column(heading=telling.say("price"), numeric=True),
        Column(heading=telling.say("weight"), numeric=True),
        Column(heading=telling.say("cost_in", currency=telling.plan.currency), numeric=True),
    )
    return Table(code="how-cost-goods", caption=telling.say("goods_caption"), columns=columns, rows=tuple(rows))


def _lifts(telling: Telling) -> Table:
    """Of each lift its trips, what they carry, and what both cost."""
    rows: list[tuple[Said, ...]] = []
    for lift in telling.operation.lifts:
        trips = [trip for trip in telling.plan.trips if trip.lift == lift.lift]
        if not trips:
            continue
        vehicles = sum(trip.vehicles or 0 for trip in trips)
        kg = sum(trip.kg for trip in trips)
        spent = vehicles * lift.fixed_cost + kg * lift.cost_per_kg
        rows.append(
            (
                bare(telling.words.lift(lift.lift)),
                bare(plain(vehicles)),
                bare(plain(lift.fixed_cost)),
                bare(amount(kg, "kg", 4)),
                bare(plain(lift.cost_per_kg)),
                bare(plain(spent, 4)),
            )
        )
    columns = (
        Column(heading=telling.say("lift")),
        Column(heading=telling.say("vehicles"), numeric=True),
        Column(heading=telling.say("cost_each_trip"), numeric=True),
        Column(heading=telling.say("weight"), numeric=True),
        Column(heading=telling.say("cost_each_kg"), numeric=True),
        Column(heading=telling.say("cost_in", currency=telling.plan.currency), numeric=True),
    )
    return Table(code="how-cost-lifts", caption=telling.say("lifts_cost_caption"), columns=columns, rows=tuple(rows))
