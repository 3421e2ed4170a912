"""Find goods that people were given and can't have used up yet: no store holds them, and no plan counts them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.catalogue.facts import Need
from malja.operation.rows import Tables
from malja.problems import Problem, join_names
from malja.site.operation.rates import list_days, sum_contents
from malja.site.state.state import State
from malja.stock.ledger.accounts import GIVEN_OUT

#: Rations are given for a month, seldom for two: what was given earlier is used up.
_MOST_DAYS = 62


def find_goods_in_use(tables: Tables, state: State) -> Iterator[Problem]:
    """A notice of the daily needs of which people must still have a day's worth or more of what was given out.

    They are taken to use as much a day as the highest tier asks; who uses less has more left.
    """
    items: dict[str, dict[datetime.date, float]] = {}
    until = tables.start - datetime.timedelta(days=1)
    since = until - datetime.timedelta(days=_MOST_DAYS - 1)
    for total in state.ledger.postings(accounts=(GIVEN_OUT,), since=since, until=until):
        if state.known.role(state.known.place_of(total.store)) == "site":
            days = items.setdefault(total.item, {})
            days[total.day] = days.get(total.day, 0.0) + float(total.quantity)
    left = [(need.need, _days_left(need, tables, state, items)) for need in tables.needs if items]
    said = [f"{need} ({int(days)})" for need, days in left if days >= 1]
    if said:
        yield Problem(code="site_in_hand", values=(("needs", join_names(said)),))


def _days_left(need: Need, tables: Tables, state: State, items: dict[str, dict[datetime.date, float]]) -> float:
    """For how many days what people have left of a need lasts, if they use it as its highest tier asks."""
    standard = need.target or need.minimum or need.survival
    given = sum_contents(need, tables, items)
    if need.kind != "daily" or not standard or not given:
        return 0.0
    share = next((group.share for group in tables.groups if group.group == need.group), 0.0)
    sites = [place.place for place in tables.places if place.role == "site"]
    left = asked = 0.0
    for day in list_days(min(given), tables.start - datetime.timedelta(days=1)):
        asked = standard * share * sum(state.headcount.present(site, until=day) for site in sites)
        left = max(0.0, left + given.get(day, 0.0) - asked)
    return left / asked if asked else 0.0
