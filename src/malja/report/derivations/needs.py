"""How a need's figures came about: people x standard, document and page; what is there and what comes, row by row."""

from __future__ import annotations

import datetime

import numpy as np

from malja.catalogue.facts import Content
from malja.language.numbers import amount, plain
from malja.lifts.plan.plan import Trip
from malja.needs.derivation import derivation, derivation_in_words, source_in_words
from malja.needs.requirements import Requirement
from malja.operation.rows import Stock
from malja.report.document import Block, Column, Derivation, Paragraph, Said, Table
from malja.report.sections.arrivals import Arrivals
from malja.report.sections.context import Telling, bare

#: Figures behind a figure are said with more digits than the figure itself.
DIGITS = 4


def needs(telling: Telling) -> list[Derivation]:
    """A derivation for each need at each site."""
    arrivals = Arrivals(telling.operation, telling.plan)
    asked: dict[tuple[str, str], list[Requirement]] = {}
    for one in telling.situation.requirements:
        asked.setdefault((one.place, one.need.need), []).append(one)
    return [_need(telling, place, need, asked.get((place, need), []), arrivals) for place, need in telling.needs]


def _need(telling: Telling, place: str, need: str, asked: list[Requirement], arrivals: Arrivals) -> Derivation:
    code = telling.need_proof(place, need)
    blocks: list[Block] = []
    if asked:
        daily = asked[0].need.kind == "daily"
        blocks.append(_tiers(telling, f"{code}-due", asked))
        rule = telling.say("rule_daily") if daily else telling.say("rule_standing")
        blocks.append(Paragraph(said=bare(rule), tone="note"))
    blocks += _there(telling, f"{code}-there", place, need)
    blocks += _coming(telling, f"{code}-coming", place, need, arrivals)
    title = telling.say("how_need_title", need=telling.words.need_at(need, place))
    return Derivation(code=code, title=title, blocks=tuple(blocks))


def _tiers(telling: Telling, code: str, asked: list[Requirement]) -> Table:
    columns = (
        Column(heading=telling.say("tier")),
        Column(heading=telling.say("worked_out")),
        Column(heading=telling.say("due_first", date=telling.words.date(telling.operation.start)), numeric=True),
        Column(heading=telling.say("due_most"), numeric=True),
    )
    rows = tuple(_tier(telling, one) for one in asked)
    return Table(code=code, caption=telling.say("due_caption"), columns=columns, rows=rows)


def _tier(telling: Telling, asked: Requirement) -> tuple[Said, ...]:
    unit = asked.need.unit
    most = int(np.argmax(asked.quantity))
    date = telling.words.date(telling.operation.date(most))
    return (
        bare(telling.tier_name(asked.tier)),
        bare(derivation_in_words(derivation(asked, 0))),
        bare(amount(float(asked.quantity[0]), unit, DIGITS)),
        bare(telling.say("amount_on", amount=amount(float(asked.quantity[most]), unit, DIGITS), date=date)),
    )


def _there(telling: Telling, code: str, place: str, need: str) -> list[Block]:
    """What the site gives by itself, and what stands in its stores when the first day opens."""
    unit = telling.words.need_unit(need)
    gives = {content.item: content for content in telling.operation.contents if content.need == need}
    rows: list[tuple[Said, ...]] = [
        (
            bare(_service(telling, service.since, service.until)),
            bare(amount(service.quantity, unit, DIGITS)),
            bare(amount(service.quantity, unit, DIGITS)),
            bare(source_in_words(service.source, service.read_at)),
        )
        for service in telling.operation.services
        if (service.place, service.need) == (place, need)
    ]
    rows += [
        _stock(telling, row, gives[row.item], unit)
        for row in telling.operation.stock
        if row.place == place and row.item in gives
    ]
    if not rows:
        return [Paragraph(said=bare(telling.say("nothing_there")))]
    columns = _columns(telling, "there")
    return [Table(code=code, caption=telling.say("there_caption"), columns=columns, rows=tuple(rows))]


def _service(telling: Telling, since: datetime.date | None, until: datetime.date | None) -> str:
    words = telling.words
    if since is not None and until is not None:
        return telling.say("service_between", since=words.date(since), until=words.date(until))
    if since is not None:
        return telling.say("service_from", since=words.date(since))
    return telling.say("service") if until is None else telling.say("service_until", until=words.date(until))


def _stock(telling: Telling, row: Stock, content: Content, unit: str) -> tuple[Said, ...]:
    item = telling.words.items[row.item]
    return (
        bare(telling.say("in_stock", item=telling.words.item(row.item))),
        bare(amount(row.quantity, item.unit, DIGITS)),
        bare(_gives(telling, row.quantity, content, unit)),
        bare(_sources(telling, content, source_in_words(row.source, row.read_at))),
    )


def _coming(telling: Telling, code: str, place: str, need: str, arrivals: Arrivals) -> list[Block]:
    """What the plan brings, item by item."""
    gives = {content.item: content for content in telling.operation.contents if content.need == need}
    units: dict[str, float] = {}
    trips: dict[str, list[Trip]] = {}
    for _, trip in arrivals.trips(place, need):
        for item, (quantity, _) in arrivals.given(trip, need).items():
            units[item] = units.get(item, 0.0) + quantity
            trips.setdefault(item, []).append(trip)
    if not units:
        return [Paragraph(said=bare(telling.say("nothing_comes")))]
    rows = tuple(
        (
            bare(_deliveries(telling, item, trips[item])),
            bare(amount(quantity, telling.words.items[item].unit, DIGITS)),
            bare(_gives(telling, quantity, gives[item], telling.words.need_unit(need))),
            bare(_sources(telling, gives[item], "")),
        )
        for item, quantity in units.items()
    )
    columns = _columns(telling, "coming")
    return [Table(code=code, caption=telling.say("coming_caption"), columns=columns, rows=rows)]


def _deliveries(telling: Telling, item: str, trips: list[Trip]) -> str:
    first, last = telling.words.date(trips[0].usable), telling.words.date(trips[-1].usable)
    name = telling.words.item(item)
    if len(trips) == 1:
        return telling.say("delivery_one", item=name, first=first)
    return telling.say("delivery_many", item=name, trips=len(trips), first=first, last=last)


def _gives(telling: Telling, quantity: float, content: Content, unit: str) -> str:
    """Units x what each gives = what all give."""
    worked = {
        "quantity": plain(quantity),
        "each": plain(content.quantity),
        "all": amount(quantity * content.quantity, unit, DIGITS),
    }
    return telling.say("gives_a_day", **worked) if content.how == "per_day" else telling.say("gives", **worked)


def _sources(telling: Telling, content: Content, row: str) -> str:
    """Where the stock stands written, and where it is said what a unit of it gives."""
    said = source_in_words(content.source, content.read_at)
    return telling.say("row_and_content", row=row, content=said) if row else said


def _columns(telling: Telling, code: str) -> tuple[Column, ...]:
    first = telling.say("there") if code == "there" else telling.say("comes")
    return (
        Column(heading=first),
        Column(heading=telling.say("quantity"), numeric=True),
        Column(heading=telling.say("gives_heading"), numeric=True),
        Column(heading=telling.say("column_source")),
    )
