"""What the plan costs and brings: goods x price, trips x fixed cost, kilograms x cost a kilogram."""

from __future__ import annotations

from typing import Literal

from malja.language.numbers import say_amount, say_number
from malja.operation.rows import Lift
from malja.report.document import Derivation, Phrase, ReportBlock, ReportTable
from malja.report.sections.context import PROOF_DIGITS, ReportContext, say_plain
from malja.report.summary import AskedItem
from malja.report.unpriced import say_known_cost

_Basis = Literal["price", "catalogue", "given", "unknown"]
_Part = Literal["fixed_cost", "cost_per_kg"]


def explain_cost(context: ReportContext) -> Derivation:
    """The goods and the lifts, each with what they cost, and the sum of both."""
    goods, lifts = _goods(context), _lifts(context)
    summary, currency = context.situation.summary, context.plan.currency
    total = say_known_cost(summary.cost, currency, priced=not summary.unpriced)
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
        told = _tell_price(context, each, _find_basis(context, one))
        rows.append(
            (
                say_plain(context.words.item(one.item)),
                say_plain(say_amount(one.quantity, item.unit, PROOF_DIGITS)),
                say_plain(told),
                say_plain(say_amount(one.kg, "kg", PROOF_DIGITS)),
                say_plain(say_number(one.cost, PROOF_DIGITS)),
            )
        )
    columns = context.name_columns("item", "quantity", "price", "weight", "cost_in", currency=context.plan.currency)
    return ReportTable(code="how-cost-goods", caption=context.say("goods_caption"), columns=columns, rows=tuple(rows))


def _find_basis(context: ReportContext, one: AskedItem) -> _Basis:
    """What the price of what is bought of an item rests on, the weakest of all its purchases."""
    places = {buy.place for buy in context.plan.buys if buy.item == one.item}
    rows = [row for row in context.operation.supply if row.item == one.item and row.place in places]
    if not one.priced:
        return "unknown"
    if any("unit_cost" in row.blank for row in rows):
        return "catalogue"
    return "price" if one.cost > 0 else "given"


def _tell_price(context: ReportContext, each: str, basis: _Basis) -> str:
    """A price with what it rests on: a price that was written, the catalogue's, nothing paid, or not known."""
    if basis in ("given", "unknown"):
        return context.say(f"price_{basis}")
    said = context.say("each_costs", cost=each)
    return context.say("price_catalogue", price=said) if basis == "catalogue" else said


def _tell_part(context: ReportContext, lift: Lift, column: _Part) -> str:
    """What a trip or a kilogram of a lift costs, whether the catalogue says so, or that nothing is paid or known."""
    figure: float = getattr(lift, column)
    own = "fixed_cost" if lift.mode == "trip" else "cost_per_kg"
    if figure:
        said = say_number(figure)
        return context.say("price_catalogue", price=said) if column in lift.blank else said
    if column != own:
        return say_number(0)
    if not lift.priced:
        return context.say("price_unknown")
    return say_number(0) if lift.fixed_cost or lift.cost_per_kg else context.say("price_given")


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
                say_plain(_tell_part(context, lift, "fixed_cost")),
                say_plain(say_amount(kg, "kg", PROOF_DIGITS)),
                say_plain(_tell_part(context, lift, "cost_per_kg")),
                say_plain(say_number(spent, PROOF_DIGITS)),
            )
        )
    columns = context.name_columns(
        "lift", "vehicles", "cost_each_trip", "weight", "cost_each_kg", "cost_in", currency=context.plan.currency
    )
    return ReportTable(
        code="how-cost-lifts", caption=context.say("lifts_cost_caption"), columns=columns, rows=tuple(rows)
    )
