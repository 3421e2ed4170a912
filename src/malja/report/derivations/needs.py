"""How a need's figures are calculated: people x standard with its source; stock, services and deliveries row by row."""

from __future__ import annotations

import datetime

import numpy as np

from malja.catalogue.facts import Content
from malja.language.numbers import say_amount, say_number
from malja.lifts.plan.plan import Trip
from malja.needs.derivation import find_factors, say_factors, say_source
from malja.needs.requirements import Requirement
from malja.operation.counted_contents import list_counted_contents
from malja.operation.rows import Stock
from malja.report.document import Derivation, Paragraph, Phrase, ReportBlock, ReportTable
from malja.report.sections.arrivals import Arrivals
from malja.report.sections.context import PROOF_DIGITS, ReportContext, say_plain


def explain_needs(context: ReportContext) -> list[Derivation]:
    """A derivation for each need at each site."""
    arrivals = Arrivals(context.operation, context.plan)
    asked: dict[tuple[str, str], list[Requirement]] = {}
    for one in context.situation.requirements:
        asked.setdefault((one.place, one.need.need), []).append(one)
    return [_need(context, place, need, asked.get((place, need), []), arrivals) for place, need in context.needs]


def _need(context: ReportContext, place: str, need: str, asked: list[Requirement], arrivals: Arrivals) -> Derivation:
    code = context.need_proof(place, need)
    blocks: list[ReportBlock] = []
    if asked:
        daily = asked[0].need.kind == "daily"
        blocks.append(_tiers(context, f"{code}-due", asked))
        rule = context.say("rule_daily") if daily else context.say("rule_standing")
        blocks.append(Paragraph(said=say_plain(rule), tone="note"))
    blocks += _there(context, f"{code}-there", place, need)
    blocks += _coming(context, f"{code}-coming", place, need, arrivals)
    title = context.say("how_need_title", need=context.words.need_at(need, place))
    return Derivation(code=code, title=title, blocks=tuple(blocks))


def _tiers(context: ReportContext, code: str, asked: list[Requirement]) -> ReportTable:
    columns = context.name_columns(
        "tier", "worked_out", "due_first", "due_most", date=context.words.date(context.operation.start)
    )
    rows = tuple(_tier(context, one) for one in asked)
    return ReportTable(code=code, caption=context.say("due_caption"), columns=columns, rows=rows)


def _tier(context: ReportContext, asked: Requirement) -> tuple[Phrase, ...]:
    unit = asked.need.unit
    most = int(np.argmax(asked.quantity))
    date = context.words.date(context.operation.date(most))
    return (
        say_plain(context.tier_name(asked.tier)),
        say_plain(say_factors(find_factors(asked, 0))),
        say_plain(say_amount(float(asked.quantity[0]), unit, PROOF_DIGITS)),
        say_plain(
            context.say("amount_on", amount=say_amount(float(asked.quantity[most]), unit, PROOF_DIGITS), date=date)
        ),
    )


def _there(context: ReportContext, code: str, place: str, need: str) -> list[ReportBlock]:
    """The services of the site, and its opening stock."""
    unit = context.words.need_unit(need)
    gives = {content.item: content for content in list_counted_contents(context.operation) if content.need == need}
    rows: list[tuple[Phrase, ...]] = [
        (
            say_plain(_service(context, service.since, service.until)),
            say_plain(say_amount(service.quantity, unit, PROOF_DIGITS)),
            say_plain(say_amount(service.quantity, unit, PROOF_DIGITS)),
            say_plain(say_source(service.source, service.read_at)),
        )
        for service in context.operation.services
        if (service.place, service.need) == (place, need)
    ]
    rows += [
        _stock(context, row, gives[row.item], unit)
        for row in context.operation.stock
        if row.place == place and row.item in gives
    ]
    if not rows:
        return [context.paragraph("nothing_there")]
    columns = context.name_columns("there", "quantity", "gives_heading", "column_source")
    return [ReportTable(code=code, caption=context.say("there_caption"), columns=columns, rows=tuple(rows))]


def _service(context: ReportContext, since: datetime.date | None, until: datetime.date | None) -> str:
    words = context.words
    if since is not None and until is not None:
        return context.say("service_between", since=words.date(since), until=words.date(until))
    if since is not None:
        return context.say("service_from", since=words.date(since))
    return context.say("service") if until is None else context.say("service_until", until=words.date(until))


def _stock(context: ReportContext, row: Stock, content: Content, unit: str) -> tuple[Phrase, ...]:
    item = context.words.items[row.item]
    return (
        say_plain(context.say("in_stock", item=context.words.item(row.item))),
        say_plain(say_amount(row.quantity, item.unit, PROOF_DIGITS)),
        say_plain(_gives(context, row.quantity, content, unit)),
        say_plain(_sources(context, content, say_source(row.source, row.read_at))),
    )


def _coming(context: ReportContext, code: str, place: str, need: str, arrivals: Arrivals) -> list[ReportBlock]:
    """What the plan brings, item by item."""
    gives = {content.item: content for content in list_counted_contents(context.operation) if content.need == need}
    units: dict[str, float] = {}
    trips: dict[str, list[Trip]] = {}
    for _, trip in arrivals.trips(place, need):
        for item, (quantity, _) in arrivals.given(trip, need).items():
            units[item] = units.get(item, 0.0) + quantity
            trips.setdefault(item, []).append(trip)
    if not units:
        return [context.paragraph("nothing_comes")]
    rows = tuple(
        (
            say_plain(_deliveries(context, item, trips[item])),
            say_plain(say_amount(quantity, context.words.items[item].unit, PROOF_DIGITS)),
            say_plain(_gives(context, quantity, gives[item], context.words.need_unit(need))),
            say_plain(_sources(context, gives[item], "")),
        )
        for item, quantity in units.items()
    )
    columns = context.name_columns("comes", "quantity", "gives_heading", "column_source")
    return [ReportTable(code=code, caption=context.say("coming_caption"), columns=columns, rows=rows)]


def _deliveries(context: ReportContext, item: str, trips: list[Trip]) -> str:
    first, last = context.words.date(trips[0].usable), context.words.date(trips[-1].usable)
    name = context.words.item(item)
    if len(trips) == 1:
        return context.say("delivery_one", item=name, first=first)
    return context.say("delivery_many", item=name, trips=len(trips), first=first, last=last)


def _gives(context: ReportContext, quantity: float, content: Content, unit: str) -> str:
    """Units x what each gives = what all give."""
    worked = {
        "quantity": say_number(quantity),
        "each": say_number(content.quantity),
        "all": say_amount(quantity * content.quantity, unit, PROOF_DIGITS),
    }
    return context.say("gives_a_day", **worked) if content.how == "per_day" else context.say("gives", **worked)


def _sources(context: ReportContext, content: Content, row: str) -> str:
    """The source of the stock row, and the source of what one unit gives."""
    said = say_source(content.source, content.read_at)
    return context.say("row_and_content", row=row, content=said) if row else said
