"""What `show` says of people, stock, rounds, the kitchen, the clinic: lines from the state of a site."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.show.alerts import alert_lines, second_gift_lines
from malja.cli.terminal.lined_up import filled_columns, lined_up
from malja.language.clean_text import clean_text
from malja.language.dates import say_date
from malja.language.names import say_group
from malja.language.numbers import SaidNumber, say_digits, say_percent, say_with_unit
from malja.language.say import say, say_list
from malja.stock.ledger.amounts import format_amount

if TYPE_CHECKING:
    from malja.site.state.state import State
    from malja.stock.kitchen.meals import Menu
    from malja.stock.ledger.lots import Lot
    from malja.stock.rounds.round_totals import RoundTotal

#: So many weeks of a clinic's counts are named that are missing.
MOST_MISSING = 6


def words(code: str, **values: object) -> str:
    """The sentence of the section `show` for a code."""
    return say("show", code, **values)


def show(
    folder: Path, lines: Callable[[State, datetime.date], Iterator[str]], as_of: datetime.datetime | None = None
) -> None:
    """Say what `lines` makes of the state of a site on the evening of `as_of`, or if not given of its last day."""
    from malja.site.site import Site

    with Site.open(folder) as site:
        day, state = site.evening(as_of.date() if as_of else None)
        for line in lines(state, day):
            click.echo(clean_text(line))


def number(value: int | Decimal) -> SaidNumber:
    """A number as it is said."""
    return say_digits(format_amount(Decimal(value)))


def people_lines(state: State, day: datetime.date) -> Iterator[str]:
    """Who is here by place and group, the last counts, and every count that was not what the books said."""
    count = state.headcount
    rows = [
        (
            place if group == "everyone" else f"  {say_group(group)}",
            number(count.present(place, group)),
            words("counted", date=say_date(found[0]), number=number(found[1])) if found else "",
        )
        for place in count.places()
        for group in count.groups(place)
        for found in (count.last_count(place, group),)
    ]
    yield from lined_up(rows, figures=(1,), indent=0) or [words("nobody")]
    for one in count.differences:
        values = {"place": one.place, "group": say_group(one.group), "date": say_date(one.date)}
        numbers = {"counted": number(one.counted), "expected": number(one.expected)}
        yield words("difference", reason=one.reason or words("no_reason"), **values, **numbers)


def stock_lines(item: str, store: str) -> Callable[[State, datetime.date], Iterator[str]]:
    """What stands in the stores: all, one store, one item; by lot, what expires first on top."""

    def lines(state: State, day: datetime.date) -> Iterator[str]:
        found = [lot for lot in state.ledger.lots(store or None) if item in ("", lot.goods.item)]
        rows = [
            (
                lot.store,
                lot.goods.item,
                say_with_unit(number(lot.quantity), state.known.unit_of(lot.goods.item)),
                _packed(lot),
                words("lot", lot=lot.goods.lot) if lot.goods.lot else "",
                _until(lot.goods.expiry, day),
            )
            for lot in found
        ]
        yield from filled_columns(rows, figures=(2,), indent=0) or [words("nothing")]

    return lines


def _packed(lot: Lot) -> str:
    """Whole packs and their size, and what is loose beside them; single things have no packs."""
    if not lot.packs or lot.goods.pack_quantity == 1:
        return ""
    values = {"packs": number(lot.packs), "size": number(lot.goods.pack_quantity)}
    return words("packs_and_loose", loose=number(lot.loose), **values) if lot.loose else words("packs_of", **values)


def _until(expiry: datetime.date | None, day: datetime.date) -> str:
    if expiry is None:
        return ""
    return words("expired" if expiry < day else "until", date=expiry.isoformat())


def round_lines(name: str) -> Callable[[State, datetime.date], Iterator[str]]:
    """How every round stands, or one: tokens, persons, what was given of each item and what is left."""

    def lines(state: State, day: datetime.date) -> Iterator[str]:
        from malja.site.status.status import list_rounds

        found = [one for one in list_rounds(state, day, closed=True) if name in ("", one.round)]
        for one in found:
            yield from _round(one)
            yield from (f"  {line}" for line in second_gift_lines(state, one.round))
        if not found:
            yield words("no_round")

    return lines


def _round(one: RoundTotal) -> Iterator[str]:
    values = {"round": one.round, "opened": say_date(one.opened), "tokens": number(one.tokens)}
    values["persons"] = number(one.persons)
    if one.closed:
        yield words("round_closed", closed=say_date(one.closed), **values)
    else:
        yield words("round", **values)
    if one.second_times:
        yield "  " + words("second_times", number=one.second_times)
    rows = [
        (
            item.item,
            words("due_each", quantity=number(item.due.quantity), per=words(f"per_{item.due.per}")),
            words("given", quantity=number(item.quantity)),
            words("left", quantity=number(item.left_in_store), store=item.due.store),
            words("short", quantity=number(item.short)) if item.short else "",
        )
        for item in one.items
    ]
    yield from lined_up(rows)


def kitchen_lines(place: str) -> Callable[[State, datetime.date], Iterator[str]]:
    """What the kitchens can still cook: by the mix of late, and each recipe alone."""

    def lines(state: State, day: datetime.date) -> Iterator[str]:
        from malja.site.status.status import list_meals

        found = [one for one in list_meals(state, day) if place in ("", one.place)]
        for one in found:
            a_day = number(one.outlook.meals_a_day.quantize(Decimal(1)))
            yield words(f"meals_{one.outlook.basis}", place=one.place, a_day=a_day)
            menus = [one.outlook.menu] if one.outlook.menu else []
            rows = [row for menu in (*menus, *one.outlook.recipes) for row in _menu(menu)]
            yield from lined_up(rows, figures=(1,))
        if not found:
            yield words("no_recipe")

    return lines


def _menu(menu: Menu) -> Iterator[Sequence[str]]:
    left = menu.at_place
    days = "" if left.days is None else words("days", days=say_digits(f"{int(left.days):,}"))
    first = words("first_out", item=left.first_out)
    yield (menu.recipe or words("as_of_late"), words("meals", meals=number(left.meals)), days, first)


def clinic_lines(state: State, day: datetime.date) -> Iterator[str]:
    """How complete the weekly counts are, and what they add up to."""
    from malja.stock.clinic.weekly_totals import find_completeness, sum_counts

    yield from alert_lines(state, day)
    places = [place for place, role in state.known.roles().items() if role == "site"]
    for one in find_completeness(state.clinic, day, places=places):
        share = say_percent(one.reported / one.due) if one.due else say_percent(1)
        yield words("complete", place=one.place, weeks=one.weeks, whole=one.weeks_complete, percent=share)
        missing = [f"{cell.week.isoformat()} {say('record', f'illness_{cell.illness}')}" for cell in one.missing]
        if missing:
            more = [words("more", number=len(missing) - MOST_MISSING)] if len(missing) > MOST_MISSING else []
            yield "  " + words("missing", cells=say_list([*missing[:MOST_MISSING], *more], "semicolon"))
    rows = [
        (
            one.place,
            say("record", f"illness_{one.illness}"),
            words("cases", under=number(one.counted.cases_under_5), over=number(one.counted.cases_5_and_over)),
            words("deaths", number=number(one.counted.deaths)) if one.counted.deaths else "",
        )
        for one in sum_counts(state.clinic)
        if one.counted.cases or one.counted.deaths
    ]
    yield from lined_up(rows, indent=0) or [words("no_cases")]
