"""How a site stands, in words: the parts of the screen and of the daily page, graver things first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from malja.cli.doubts import doubt_words, short_name
from malja.language.dates import say_date
from malja.language.names import said_name
from malja.language.numbers import Figure, about_people, figure, plain, with_unit
from malja.language.say import listed, say
from malja.report.clean_text import cut
from malja.report.daily import Block
from malja.stock.amounts import said

if TYPE_CHECKING:
    from malja.cover.cover import Cover
    from malja.site.standing import MealsStanding, Standing
    from malja.stock.round_totals import RoundTotal

#: So many rows of a part are shown, what matters more first; the rest is counted.
MOST_NEEDS, MOST_ITEMS, MOST_LOTS, MOST_FLIGHTS, MOST_DOUBTS = 6, 5, 3, 5, 3
LONGEST_NAME = 30


def words(code: str, **values: object) -> str:
    """The sentence of the section `status` for a code."""
    return say("status", code, **values)


def about(standing: Standing) -> str:
    """What the page is as of."""
    return words("about", date=say_date(standing.day), year=standing.day.year, entries=_whole(standing.entries))


def blocks(standing: Standing) -> Iterator[Block]:
    """The parts, those left out of which there is nothing to say."""
    yield _people(standing)
    yield _running_out(standing)
    yield _stock(standing)
    yield from _meals(standing)
    yield from _rounds(standing)
    yield _flights(standing)
    yield _doubts(standing)


def heads_block(standing: Standing) -> Block:
    """Where the journal's chains end, for the screen."""
    return Block(title=words("heads"), lines=standing.heads)


def _people(standing: Standing) -> Block:
    rows = [
        (
            cut(one.name, LONGEST_NAME),
            _whole(one.present),
            words("not_counted")
            if one.counted is None or one.counted_on is None
            else words("counted_on", number=_whole(one.counted), date=say_date(one.counted_on)),
        )
        for one in standing.people
    ]
    total = sum(one.present for one in standing.people)
    if len(rows) > 1:
        rows.append((words("in_all"), _whole(total), ""))
    return Block(title=words("people"), rows=tuple(rows), figures=(1,), lines=() if rows else (words("no_people"),))


def _running_out(standing: Standing) -> Block:
    """What is short already or runs out first, each need once, at the gravest tier it falls below first."""
    from malja.cover.cover import first_to_run_out

    if standing.operation is None:
        return Block(title=words("runs_out"), lines=(words("not_planned"),))
    first: dict[tuple[str, str], Cover] = {}
    for one in first_to_run_out(standing.covers):
        first.setdefault((one.place, one.need.need), one)
    found = sorted(first.values(), key=lambda one: (one.tier != "survival", one.first_short or standing.day))
    several = len({one.place for one in found}) > 1
    rows = tuple(_short(one, standing.day, several=several) for one in found[:MOST_NEEDS])
    more = len(found) - len(rows)
    lines = [words("nothing_runs_out")] if not rows else []
    return Block(
        title=words("runs_out"),
        lines=tuple(lines),
        rows=rows if more <= 0 else (*rows, (words("more", number=more), "", "", "")),
        grave=any(one.tier == "survival" for one in found),
    )


def _short(one: Cover, day: datetime.date, *, several: bool) -> tuple[str, ...]:
    name = cut(said_name(one.need.name), LONGEST_NAME)
    when = one.first_short
    after = (when - day).days if when else 0
    said_when = words("now") if one.short or when is None else words("in_days", days=after, date=say_date(when))
    return (
        words("at_place", name=name, place=one.place) if several else name,
        words(f"tier_{one.tier}"),
        said_when,
        words("for_people", people=about_people(one.people)),
    )


def _stock(standing: Standing) -> Block:
    known = {item.item: item for item in standing.operation.items} if standing.operation else {}

    def name(item: str) -> str:
        return cut(said_name(known[item].name), LONGEST_NAME) if item in known else item

    def amount(number: Decimal, item: str) -> str:
        return with_unit(_decimal(number), known[item].unit if item in known else "")

    used = [one for one in standing.items if one.days is not None][:MOST_ITEMS]
    rows = [
        (
            name(one.item),
            amount(one.held, one.item),
            words("a_day", amount=amount(one.a_day, one.item)),
            words("days_left", days=_days(one.days)),
        )
        for one in used
        if one.days is not None
    ]
    items = sum(1 for one in standing.items if one.held)
    lines = [words("in_stores", items=items, stores=standing.stores)]
    for lot in standing.expiring[:MOST_LOTS]:
        values = {"item": name(lot.item), "store": lot.store, "date": say_date(lot.last_day)}
        code = "expired" if lot.expired else "expires"
        lines.append(words(code, quantity=amount(lot.quantity, lot.item), **values))
    if len(standing.expiring) > MOST_LOTS:
        lines.append(words("more_expire", number=len(standing.expiring) - MOST_LOTS))
    return Block(title=words("stock"), lines=tuple(lines), rows=tuple(rows), figures=(1, 2, 3))


def _meals(standing: Standing) -> Iterator[Block]:
    lines = [line for one in standing.meals if (line := _cooking(one))]
    if lines:
        yield Block(title=words("kitchen"), lines=tuple(lines))


def _cooking(one: MealsStanding) -> str:
    """What can be cooked by the mix of late; where nothing was cooked, by the recipe that makes most."""
    menu = one.outlook.menu or max(one.outlook.recipes, key=lambda recipe: recipe.at_place.meals)
    left = menu.at_place
    values = {"place": one.place, "meals": _whole(left.meals), "a_day": _whole(int(one.outlook.meals_a_day))}
    if left.days is None:
        return words("meals", **values)
    return words(f"meals_days_{one.outlook.basis}", days=_days(left.days), item=left.first_out, **values)


def _rounds(standing: Standing) -> Iterator[Block]:
    lines = [line for one in standing.rounds for line in _round(one)]
    if lines:
        yield Block(title=words("round"), lines=tuple(lines))


def _round(one: RoundTotal) -> Iterator[str]:
    left = max((item.persons_left for item in one.items if item.persons_left is not None), default=None)
    values = {"round": one.round, "tokens": _whole(one.tokens), "persons": _whole(one.persons)}
    again = words("again", number=one.second_times) if one.second_times else ""
    code = "round_so_far" if left is None else "round_left"
    yield (words(code, left=_whole(left or 0), **values) + " " + again).strip()
    short = [words("short_of", item=item.item, quantity=_decimal(item.short)) for item in one.items if item.short]
    if short:
        yield words("round_short", items=listed(short))


def _flights(standing: Standing) -> Block:
    rows = []
    for one in standing.flights[:MOST_FLIGHTS]:
        when = say_date(one.day) if one.day else ""
        rows.append((one.flight, one.lift, words(f"flight_{one.stands}", date=when, lines=one.open_lines)))
    more = len(standing.flights) - len(rows)
    lines = [words("more", number=more)] if more > 0 else [] if rows else [words("no_flights")]
    return Block(title=words("flights"), lines=tuple(lines), rows=tuple(rows))


def _doubts(standing: Standing) -> Block:
    if not standing.doubts:
        return Block(title=words("doubts"), lines=(words("no_doubts"),))
    lines = [
        words("doubt", name=short_name(one), what=doubt_words(one)) for one in standing.doubts[-MOST_DOUBTS:][::-1]
    ]
    more = len(standing.doubts) - len(lines)
    return Block(title=words("doubts"), lines=(*lines, *([words("more_doubts", number=more)] if more > 0 else [])))


def _whole(number: int) -> Figure:
    return figure(f"{number:,}")


def _decimal(number: Decimal | None) -> Figure:
    """An amount to four figures: enough to count by, and short."""
    return (
        plain(float(number or 0), figures=4)
        if (number or 0) % 1 or (number or 0) < 1
        else figure(said(Decimal(int(number or 0))))
    )


def _days(days: Decimal | None) -> Figure:
    """Days left, rounded down: what lasts 2.9 days does not last 3."""
    return figure(f"{int(days or 0):,}")
