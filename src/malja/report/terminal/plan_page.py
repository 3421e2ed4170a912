"""The summary of a plan on a page: for a terminal, and as plain text of 80 columns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from malja.catalogue.facts import Tier
from malja.language.clean_text import clean_text
from malja.language.names import say_sector
from malja.language.numbers import say_about, say_amount, say_digits, say_people, say_percent
from malja.language.say import isolate_word, say, say_list
from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.eaten.periods import find_basket_gaps, list_food_periods
from malja.report.eaten.sentences import say_gap, say_period
from malja.report.limits import say_limit, say_quality
from malja.report.reasons import Loaded, find_sector, say_reason
from malja.report.shortfalls import Shortfall
from malja.report.summary import MOST_ASKED, MOST_LIMITS, MOST_LOADED, MOST_SHORTFALLS, MOST_URGENT, Coming, Summary
from malja.report.unpriced import say_unpriced
from malja.report.urgent_in_plan import say_urgency_in_plan
from malja.report.words import Words

TERMINAL_WIDTH = 80
#: Weighted person-days below this are nothing to speak of.
_A_PERSON_DAY = 1.0
#: Of an item's name, so that its packs and weight stand on the same line.
_LONGEST_ITEM = 36
_LONGEST_ASKED = 29


def build_plan_page(operation: Tables, summary: Summary, *, verbose: bool = False) -> RenderableType:
    """The summary as rich shows it; names are taken as text, never as markup. `verbose`: with the aims and bounds."""
    words = Words(operation)
    parts = [
        *_heading(words, summary),
        *_urgent(operation, summary),
        *_short(words, summary),
        *_limits(words, summary),
        *_food(words, summary),
        *_coming(words, summary),
        *_asked(words, summary),
        *(_aims(words, summary) if verbose else ()),
    ]
    if words.marked:
        parts += [Text(), Text(words.say("mark"), style="dim")]
    return Group(*parts)


def render_text(shown: RenderableType, width: int = TERMINAL_WIDTH) -> str:
    """The renderable as plain text of `width` columns, without colour or trailing spaces."""
    # Everything that rich would take from the surroundings is said here: the same plan gives the same text.
    console = Console(
        file=io.StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False, _environ={}
    )
    text = "".join(segment.text for segment in console.render(shown))
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _title(words: Words, code: str) -> list[RenderableType]:
    return [Text(), Text(words.say(code), style="bold")]


def _line(text: str, indent: int = 2, style: str = "") -> Padding:
    return Padding(Text(clean_text(text), style=style), (0, 0, 0, indent))


def _cell(text: str) -> Text:
    return Text(isolate_word(text))


def _heading(words: Words, summary: Summary) -> Iterator[RenderableType]:
    plan = summary.plan
    last = plan.start.fromordinal(plan.start.toordinal() + plan.days + plan.reserve_days - 1)
    name = clean_text(words.title)
    yield Text(words.say("title", name=name, first=words.date(plan.start), last=words.date(last), year=last.year))
    yield Text()
    yield Text(clean_text(say_headline(words, summary)), style="bold" if summary.headline else "bold green")
    if plan.solver.status == "stopped":
        yield Text(words.say("stopped"), style="yellow")
    if quality := say_quality(words, plan):
        yield Text(clean_text(quality))


def say_headline(words: Words, summary: Summary) -> str:
    """The most urgent thing of the plan in one sentence."""
    short, plan = summary.headline, summary.plan
    last = plan.start.fromordinal(plan.start.toordinal() + plan.days + plan.reserve_days - 1)
    if summary.people == 0:
        return words.say("headline_nobody")
    if short is None:
        code = "headline_slight" if summary.slight else "headline_none"
        return words.say(code, people=say_people(summary.people), last=words.date(last))
    span = short.spans[0]
    code = "headline_now" if span.first == plan.start else "headline_from"
    if len(short.spans) == 1 and span.first == span.last:
        code = "headline_day"
    till = "headline_to_end" if span.last >= last else "headline_until"
    return words.say(
        code,
        date=words.date(span.first),
        need=words.need_at(short.need, short.place),
        # Of the day that is named, not of the worst one: more may come later.
        people=say_people(short.people_first),
        tier=words.tier_of(short.need, short.tier),
        share=say_percent(short.worst),
        till=words.say(till, date=words.date(span.last)),
    )


def _urgent(operation: Tables, summary: Summary) -> Iterator[RenderableType]:
    """What is urgent if nothing more comes, and the trip by which the plan brings something for it first."""
    urgent = [one for one in summary.urgencies if one.is_urgent]
    if not urgent:
        return
    yield Text()
    yield Text(say("urgency", "title"), style="bold")
    for number, one in enumerate(urgent[:MOST_URGENT], 1):
        first, *rest = say_urgency_in_plan(operation, summary.plan, one)
        yield _line(say("urgency", "numbered", number=number, said=first))
        yield from (_line(part, 5) for part in rest)
    if len(urgent) > MOST_URGENT:
        yield _line(say("urgency", "more_counted", number=len(urgent) - MOST_URGENT))


def _short(words: Words, summary: Summary) -> Iterator[RenderableType]:
    if not summary.shortfalls:
        return
    yield from _title(words, "short_title")
    grave, harmed = "", set[str]()
    for short in summary.shortfalls[:MOST_SHORTFALLS]:
        if short.severity.harm != grave:
            grave = short.severity.harm
            yield _line(say("urgency", f"rule_{grave}"), style="red" if grave == "life" else "")
        yield _line(
            words.say(
                "short",
                need=words.need_at(short.need, short.place),
                tier=words.tier_of(short.need, short.tier),
                spans=_when(words, summary, short),
                people=say_people(short.people),
                share=say_percent(short.worst),
            ),
            4,
        )
        if (harm := words.harm(short.need)) and short.need not in harmed:
            harmed.add(short.need)
            yield _line(harm, 6, style="italic")
    more = len(summary.shortfalls) - MOST_SHORTFALLS
    if more > 0:
        yield _line(words.say("short_more", more=more))
    if summary.slight:
        yield _line(words.say("short_slight", slight=summary.slight))


def _when(words: Words, summary: Summary, short: Shortfall) -> str:
    """The days on which a need is short."""
    plan, span = summary.plan, short.spans[0]
    if (span.last - span.first).days + 1 >= plan.days + plan.reserve_days:
        return words.say("throughout")
    return words.spans(short.spans)


def _limits(words: Words, summary: Summary) -> Iterator[RenderableType]:
    said = [say_limit(words, limit, summary.plan.currency) for limit in summary.limits[:MOST_LIMITS]]
    if said:
        yield from _title(words, "limits_title")
        yield from (_line(f"- {line}") for line in said)


def _food(words: Words, summary: Summary) -> Iterator[RenderableType]:
    """What people eat in the first and the last week of each site, and where the basket gives way."""
    periods, gaps = list_food_periods(summary.plan), find_basket_gaps(summary.plan)
    if not periods:
        return
    yield from _title(words, "food_title")
    several = len({period.place for period in periods}) > 1
    for place, theirs in groupby(periods, key=lambda period: period.place):
        weeks = list(theirs)
        if several:
            yield _line(words.place(place), style="italic")
        yield from (_line(say_period(words, week)) for week in dict.fromkeys((weeks[0], weeks[-1])))
    if gaps:
        yield _line(words.say("food_gaps"))
    yield from (
        _line(f"- {words.place(gap.place) + ': ' if several else ''}{say_gap(words, gap)}", 4)
        for gap in gaps[:MOST_LIMITS]
    )


def _coming(words: Words, summary: Summary) -> Iterator[RenderableType]:
    yield from _title(words, "coming_title")
    if not summary.coming:
        yield _line(words.say("coming_none"))
    for number, coming in enumerate(summary.coming, 1):
        yield _line(_trip_in_words(words, number, coming))
        yield _line(_load_in_words(words, coming), 5)
        yield from _cargo(words, coming.loaded[:MOST_LOADED])
        rest = coming.loaded[MOST_LOADED:]
        if rest:
            kg = sum(loaded.cargo.kg for loaded in rest)
            yield _line(words.say("loaded_more", more=len(rest), kg=say_amount(kg, "kg")), 5)
    if summary.trips > len(summary.coming):
        yield _line(words.say("coming_more", more=summary.trips - len(summary.coming)))


def _trip_in_words(words: Words, number: int, coming: Coming) -> str:
    trip = coming.trip
    ends = {"origin": words.place(trip.origin), "destination": words.place(trip.destination)}
    days = {"leaves": words.date(trip.leaves), "usable": words.date(trip.usable)}
    return words.say("trip", number=number, lift=words.lift(trip.lift), **ends, **days)


def _load_in_words(words: Words, coming: Coming) -> str:
    trip, room = coming.trip, coming.room
    load = words.filled(trip.kg, room.kg, "kg")
    if trip.m3 > 0:
        load = words.say("load_both", kg=load, m3=words.filled(trip.m3, room.m3, "m3"))
    if trip.vehicles is None:
        return words.say("load_flow", load=load)
    vehicle = words.vehicle(trip.vehicle)
    code = "load" if vehicle else "load_unnamed"
    return words.say(code, vehicles=trip.vehicles, vehicle=vehicle, load=load)


def _cargo(words: Words, loaded: tuple[Loaded, ...]) -> Iterator[RenderableType]:
    """What flies, put together by what it is for: item, packs and weight, a line an item, with the reason below it."""
    for sector, together in groupby(loaded, key=lambda one: find_sector(words, one)):
        yield _line(say_sector(sector) or words.say("no_sector"), 5, style="bold")
        for said, alike in groupby(together, key=lambda one: say_reason(words, one)):
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
            table.add_column(overflow="fold", width=_LONGEST_ITEM + 1)
            table.add_column(overflow="fold", justify="right", min_width=12)
            table.add_column(justify="right", no_wrap=True, min_width=7)
            for one in alike:
                name = words.item(one.cargo.item, _LONGEST_ITEM)
                table.add_row(_cell(name), _cell(words.packs(one.cargo)), _cell(say_amount(one.cargo.kg, "kg")))
            yield Padding(table, (0, 0, 0, 7))
            yield _line(said, 9, style="italic")


def _asked(words: Words, summary: Summary) -> Iterator[RenderableType]:
    yield from _title(words, "asked_title")
    if not summary.asked:
        yield _line(words.say("asked_none"))
    else:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(overflow="fold")
        table.add_column(justify="right", overflow="fold")
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        for one in summary.asked[:MOST_ASKED]:
            unit = words.items[one.item].unit
            by = words.say("asked_by", date=words.date(one.first))
            quantity = clean_text(say_amount(one.quantity, unit))
            name = words.item(one.item, _LONGEST_ASKED)
            table.add_row(_cell(name), _cell(quantity), _cell(say_amount(one.kg, "kg")), _cell(by))
        yield Padding(table, (0, 0, 0, 2))
        rest = summary.asked[MOST_ASKED:]
        if rest:
            yield _line(words.say("asked_more", more=len(rest), kg=say_amount(sum(one.kg for one in rest), "kg")))
    yield Text()
    yield Text(_say_cost(words, summary))
    if said := say_small_consignments(words, summary.plan):
        yield Text(said)
    yield from (Text(line) for line in say_safety(words, summary.plan))


def say_small_consignments(words: Words, plan: Plan) -> str:
    """How many consignments are smaller than is sensible, and what splitting them costs; empty where none is."""
    small = plan.consignments
    if small is None or not small.small:
        return ""
    if not small.charge:
        return words.say("small_consignments", small=small.small)
    money = {"charge": say_about(small.charge), "currency": clean_text(plan.currency)}
    return words.say("small_consignments_cost", small=small.small, **money)


def say_safety(words: Words, plan: Plan) -> Iterator[str]:
    """What the hedge of the first loads costs if all goes well, and what it spares if not; nothing without a hedge."""
    safety = plan.safety
    if safety is None:
        return
    yield words.say("safety", futures=safety.futures, first=safety.days)
    more = [_say_days(words, tier, days) for tier, days in safety.more.items() if days >= _A_PERSON_DAY]
    if safety.cost >= 1.0:
        yield words.say("safety_costs", cost=say_about(safety.cost), currency=clean_text(plan.currency))
    if more:
        yield words.say("safety_lacks", more=say_list(more))
    if not more and safety.cost < 1.0:
        yield words.say("safety_free")
    spared = [_say_days(words, tier, days) for tier, days in safety.spared.items() if days >= _A_PERSON_DAY]
    yield words.say("safety_spares", spared=say_list(spared)) if spared else words.say("safety_spares_nothing")


def _say_days(words: Words, tier: Tier, days: float) -> str:
    return words.say("safety_days", days=say_about(days), tier=words.tier(tier))


def _say_cost(words: Words, summary: Summary) -> str:
    """What goods and transport cost in all, and without what; that it is not known where nothing has a price."""
    without = clean_text(say_unpriced(summary.unpriced))
    if without and not summary.cost:
        return words.say("cost_unknown")
    money = {"cost": say_about(summary.cost), "currency": clean_text(summary.plan.currency)}
    return words.say("cost_without", **money, without=without) if without else words.say("cost", **money)


def _aims(words: Words, summary: Summary) -> Iterator[RenderableType]:
    """Every aim with what was reached, what is proven and the gap between the two."""
    yield from _title(words, "aims_title")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for code in ("aim", "aim_value", "aim_bound", "aim_gap", "aim_person_days"):
        table.add_column(words.say(code), justify="left" if code == "aim" else "right")
    for aim in summary.plan.aims:
        days = "" if aim.person_days is None else say_digits(f"{aim.person_days:,.2f}")
        name = words.say("aim_cost") if aim.aim == "cost" else words.tier(aim.aim)
        gap = words.say("percent", share=say_digits(f"{100 * aim.gap:.3f}"))
        table.add_row(name, say_digits(f"{aim.value:,.2f}"), say_digits(f"{aim.bound:,.2f}"), gap, days)
    yield Padding(table, (0, 0, 0, 2))
    yield _line(words.say("aims_note", solver=summary.plan.solver.name, version=summary.plan.solver.version))
