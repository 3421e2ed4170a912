"""How a site stands, in words: the parts of the screen and of the daily page, graver things first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from malja.briefing.phrases import say_decimal, say_item, say_lift_name, say_place
from malja.briefing.show.day import AmountOf, NameOf, describe_days, describe_handover
from malja.briefing.show.doubts import say_doubt, short_name
from malja.briefing.show.upkeep import pledges_block, utilities_block
from malja.cover.urgency import Urgency
from malja.cover.urgency_words import say_severity, say_urgent_line
from malja.language.clean_text import cut_text
from malja.language.dates import say_date
from malja.language.names import say_name
from malja.language.numbers import SaidNumber, say_number, say_people, say_percent, say_with_unit
from malja.language.say import say, say_list
from malja.report.print_daily_page import DailyBlock
from malja.site.state.names import KnownNames
from malja.site.status.status import MealsStatus, SiteStatus
from malja.stock.rounds.round_totals import RoundTotal

_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLimits:
    """How many rows or lines of each part are shown, what matters more first; the rest is counted.

    `short`: urgent needs told with what to send; `moved`: items that came, went or were lost on the day beside the one
    before, each, which is left out where there are none to show.
    """

    short: int
    needs: int
    rates: int
    items: int
    lots: int
    flights: int
    doubts: int
    moved: int


ON_SCREEN = StatusLimits(short=1, needs=4, rates=3, items=5, lots=3, flights=5, doubts=3, moved=0)
ON_PAPER = StatusLimits(short=3, needs=10, rates=10, items=12, lots=10, flights=12, doubts=12, moved=8)


def say_as_of(standing: SiteStatus) -> str:
    """What the page is as of."""
    return say(
        "status", "about", date=say_date(standing.day), year=standing.day.year, entries=say_decimal(standing.entries)
    )


def status_blocks(standing: SiteStatus, *, most: StatusLimits = ON_SCREEN) -> Iterator[DailyBlock]:
    """The parts, without those of which there is nothing to say; `most`: how much of each there is room for."""
    yield _urgent(standing, most)
    yield from describe_handover(standing.known, standing.handover)
    yield _people(standing)
    if most.moved:
        yield describe_days(standing.days, *_item_words(standing), most.moved)
    yield from _rates(standing, most)
    yield _stock(standing, most)
    yield from _meals(standing)
    yield from _rounds(standing)
    yield _flights(standing, most)
    yield from pledges_block(standing.pledges, standing.operation, most.flights)
    yield from utilities_block(standing.known, standing.readings, most.items)
    yield _doubts(standing, most)


def chains_block(standing: SiteStatus) -> DailyBlock:
    """Where the journal's chains end, for the screen."""
    return DailyBlock(title=say("status", "heads"), lines=standing.tips)


def _people(standing: SiteStatus) -> DailyBlock:
    rows = [
        (
            cut_text(say_place(standing.known, one.place), _LONGEST_NAME),
            say_decimal(one.present),
            say("status", "not_counted")
            if one.counted is None or one.counted_on is None
            else say("status", "counted_on", number=say_decimal(one.counted), date=say_date(one.counted_on)),
        )
        for one in standing.people
    ]
    total = sum(one.present for one in standing.people)
    if len(rows) > 1:
        rows.append((say("status", "in_all"), say_decimal(total), ""))
    return DailyBlock(
        title=say("status", "people"),
        rows=tuple(rows),
        figures=(1,),
        lines=() if rows else (say("status", "no_people"),),
    )


def _urgent(standing: SiteStatus, most: StatusLimits) -> DailyBlock:
    """What is urgent if nothing more comes: the gravest told with what to send, then a row a need; the rest counted."""
    if standing.operation is None:
        return DailyBlock(title=say("status", "runs_out"), lines=(say("status", "not_planned"),))
    told = [one for one in standing.urgencies if one.is_urgent][: most.short]
    rest = [one for one in standing.urgencies if one not in told]
    several = len({one.place for one in standing.urgencies}) > 1
    rows = [_need_cells(standing, one, several=several) for one in rest[: most.needs]]
    if len(rest) > len(rows):
        rows.append((say("status", "more", number=len(rest) - len(rows)), "", "", ""))
    lines = [say_urgent_line(standing.operation, (one,)) for one in told]
    if not told:
        lines = [say("urgency", "none") if standing.urgencies else say("status", "nothing_runs_out")]
    return DailyBlock(
        title=say("status", "runs_out"),
        lines=tuple(lines),
        rows=tuple(rows),
        grave=any(one.severity.harm == "life" for one in told),
    )


def _rates(standing: SiteStatus, most: StatusLimits) -> Iterator[DailyBlock]:
    """What is really used of each need, and what its target asks; the plan takes what is used."""
    rows = []
    names = {need.need: need.names for need in standing.operation.needs} if standing.operation else {}
    by_difference = sorted(standing.rates, key=lambda one: -abs(one.used / one.target - 1) if one.target else 0)
    for one in by_difference[: most.rates]:
        target = say("status", "rate_no_target")
        if one.target:
            code = "rate_more" if one.is_more else "rate_less"
            target = say("status", code, target=say_with_unit(say_number(one.target, figures=3), one.unit))
        name, used = (
            cut_text(say_name(one.name, names.get(one.need, ())), _LONGEST_NAME),
            say_with_unit(say_number(one.used, figures=3), one.unit),
        )
        rows.append((name, say("status", "rate", used=used, days=one.days), target))
    if rows:
        yield DailyBlock(title=say("status", "rates"), rows=tuple(rows))


def _need_cells(standing: SiteStatus, one: Urgency, *, several: bool) -> tuple[str, ...]:
    name = say_name(one.need.name, one.need.names)
    people = say_people(one.people)
    days = (one.first_short - standing.day).days
    return (
        cut_text(name, _LONGEST_NAME),
        say_severity(one.severity),
        say("status", "short_now", percent=say_percent(one.short))
        if one.is_short_now
        else say("status", "in_days", days=days, date=say_date(one.first_short)),
        say("status", "for_people_at", people=people, place=say_place(standing.known, one.place))
        if several
        else say("status", "for_people", people=people),
    )


def _item_words(standing: SiteStatus) -> tuple[NameOf, AmountOf]:
    """How an item and an amount of it are said: by the operation, where the tables make one."""
    known = {item.item: item for item in standing.operation.items} if standing.operation else {}

    def name(item: str) -> str:
        return cut_text(say_name(known[item].name, known[item].names), _LONGEST_NAME) if item in known else item

    def amount(number: Decimal, item: str) -> str:
        return say_with_unit(_say_amount(number), known[item].unit if item in known else "")

    return name, amount


def _stock(standing: SiteStatus, most: StatusLimits) -> DailyBlock:
    name, amount = _item_words(standing)
    used = [one for one in standing.items if one.days is not None][: most.items]
    rows = [
        (
            name(one.item),
            amount(one.held, one.item),
            say("status", "a_day", amount=amount(one.a_day, one.item)),
            say("status", "days_left", days=_say_days(one.days)),
        )
        for one in used
        if one.days is not None
    ]
    items = sum(1 for one in standing.items if one.held)
    lines = [say("status", "in_stores", items=items, stores=standing.stores)]
    for lot in standing.expiring[: most.lots]:
        values = {"item": name(lot.item), "store": say_place(standing.known, lot.store), "date": say_date(lot.last_day)}
        code = "expired" if lot.expired else "expires"
        lines.append(say("status", code, quantity=amount(lot.quantity, lot.item), **values))
    if len(standing.expiring) > most.lots:
        lines.append(say("status", "more_expire", number=len(standing.expiring) - most.lots))
    return DailyBlock(title=say("status", "stock"), lines=tuple(lines), rows=tuple(rows), figures=(1, 2, 3))


def _meals(standing: SiteStatus) -> Iterator[DailyBlock]:
    lines = [line for one in standing.meals if (line := _say_meals(standing.known, one))]
    if lines:
        yield DailyBlock(title=say("status", "kitchen"), lines=tuple(lines))


def _say_meals(known: KnownNames, one: MealsStatus) -> str:
    """What can be cooked by the mix of late; where nothing was cooked, by the recipe that makes most."""
    menu = one.outlook.menu or max(one.outlook.recipes, key=lambda recipe: recipe.at_place.meals)
    left = menu.at_place
    values = {
        "place": say_place(known, one.place),
        "meals": say_decimal(left.meals),
        "a_day": say_decimal(int(one.outlook.meals_a_day)),
    }
    if not left.meals:
        return say("status", "meals_none", place=values["place"], item=say_item(known, left.first_out))
    if left.days is None:
        return say("status", "meals", **values)
    return say(
        "status",
        f"meals_days_{one.outlook.basis}",
        days=_say_days(left.days),
        item=say_item(known, left.first_out),
        **values,
    )


def _rounds(standing: SiteStatus) -> Iterator[DailyBlock]:
    lines = [line for one in standing.rounds for line in _describe_round(standing.known, one)]
    if lines:
        yield DailyBlock(title=say("status", "round"), lines=tuple(lines))


def _describe_round(known: KnownNames, one: RoundTotal) -> Iterator[str]:
    left = max((item.persons_left for item in one.items if item.persons_left is not None), default=None)
    values = {"round": one.round, "tokens": say_decimal(one.tokens), "persons": say_decimal(one.persons)}
    again = say("status", "again", number=one.second_times) if one.second_times else ""
    code = "round_so_far" if left is None else "round_left"
    yield (say("status", code, left=say_decimal(left or 0), **values) + " " + again).strip()
    short = [
        say(
            "status",
            "short_of",
            item=cut_text(say_item(known, item.item), _LONGEST_NAME),
            quantity=say_with_unit(_say_amount(item.short), known.unit_of(item.item)),
        )
        for item in one.items
        if item.short
    ]
    if short:
        yield say("status", "round_short", items=say_list(short))


def _flights(standing: SiteStatus, most: StatusLimits) -> DailyBlock:
    rows: list[tuple[str, ...]] = []
    for one in standing.flights[: most.flights]:
        when = say_date(one.day) if one.day else ""
        code = "counted" if one.stands == "landed" and one.lines and not one.open_lines else one.stands
        lift = say_lift_name(standing.known, one.lift) if one.lift else ""
        rows.append((one.flight, lift, say("status", f"flight_{code}", date=when, lines=one.open_lines)))
    if len(standing.flights) > len(rows):
        rows.append((say("status", "more", number=len(standing.flights) - len(rows)), "", ""))
    return DailyBlock(
        title=say("status", "flights"), lines=() if rows else (say("status", "no_flights"),), rows=tuple(rows)
    )


def _doubts(standing: SiteStatus, most: StatusLimits) -> DailyBlock:
    if not standing.doubts:
        return DailyBlock(title=say("status", "doubts"), lines=(say("status", "no_doubts"),))
    lines = [
        say("status", "doubt", name=short_name(one), what=say_doubt(one))
        for one in standing.doubts[::-1][: most.doubts]
    ]
    more = len(standing.doubts) - len(lines)
    return DailyBlock(
        title=say("status", "doubts"),
        lines=(*lines, *([say("status", "more_doubts", number=more)] if more > 0 else [])),
    )


def _say_amount(number: Decimal | None) -> SaidNumber:
    """An amount to four figures: enough to count by, and short."""
    number = number or Decimal(0)
    return say_number(float(number), figures=4) if number % 1 else say_decimal(number)


def _say_days(days: Decimal | None) -> SaidNumber:
    """Days left, rounded down: what lasts 2.9 days does not last 3."""
    return say_decimal(int(days or 0))
