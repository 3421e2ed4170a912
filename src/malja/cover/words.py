"""Covers in a field worker's words: a headline for each site, and a table of what runs out when."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Tier
from malja.cover.cover import Cover, first_to_run_out
from malja.language.dates import say_date
from malja.language.say import say
from malja.operation.operation import Operation
from malja.operation.rows import Place
from malja.quantities import about_people, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    """One need at one site in words: when it falls below each tier, and how many people it concerns.

    `tiers` has every tier; `uncertain`: the standard rests on recall, assumption or little confidence.
    """

    place: str
    need: str
    name: str
    tiers: dict[Tier, str]
    people: str
    uncertain: bool


def cover_rows(operation: Operation, covers: Iterable[Cover], locale: str = "en") -> list[CoverRow]:
    """The table of all sites: sites in their order, what puts lives at risk first on top, then minimum, then target."""
    by_need: dict[tuple[str, str], dict[Tier, Cover]] = {}
    for one in covers:
        by_need.setdefault((one.place, one.need.need), {})[one.tier] = one
    order = {place.place: number for number, place in enumerate(operation.places)}
    ordered = sorted(by_need.values(), key=lambda tiers: (order[_any(tiers).place], *_urgency(tiers)))
    return [_row(operation, tiers, locale) for tiers in ordered]


def cover_lines(operation: Operation, covers: Sequence[Cover], locale: str = "en") -> list[str]:
    """What `malja cover` says: what counts, and for each site a headline and the table."""
    rows = cover_rows(operation, covers, locale)
    lines = [say("cover", "title", locale, name=operation.name), say("cover", "counted", locale)]
    for place in operation.places:
        theirs = [row for row in rows if row.place == place.place]
        if theirs:
            here = [one for one in covers if one.place == place.place]
            lines += ["", headline(operation, place, here, locale), "", *_table(theirs, locale)]
    if any(row.uncertain for row in rows):
        lines += ["", say("cover", "uncertain", locale)]
    return lines


def headline(operation: Operation, place: Place, covers: Iterable[Cover], locale: str = "en") -> str:
    """What runs out first at a place: the first below survival, else below minimum, else below target; or nothing."""
    short = first_to_run_out(covers)
    where = place.name or place.place
    for tier in TIERS:
        below = [one for one in short if one.tier == tier]
        if below and below[0].first_short is not None:
            first = below[0]
            words = {"place": where, "need": first.need.name, "people": about_people(first.people)}
            when = "" if first.short else say_date(below[0].first_short, locale)
            return say("cover", f"first_{tier}_{'later' if when else 'now'}", locale, date=when, **words)
    return say("cover", "all_holds", locale, place=where, date=_last(operation, locale))


def _row(operation: Operation, tiers: dict[Tier, Cover], locale: str) -> CoverRow:
    one = _any(tiers)
    gravest = min(tiers.values(), key=_day)
    return CoverRow(
        place=one.place,
        need=one.need.need,
        name=one.need.name,
        tiers={tier: _cell(tiers.get(tier), locale) for tier in TIERS},
        people=about_people(gravest.people),
        uncertain=one.derived.is_uncertain,
    )


def _cell(one: Cover | None, locale: str) -> str:
    if one is None:
        return say("cover", "not_asked", locale)
    if one.first_short is None:
        return say("cover", "holds", locale)
    if one.short:
        return say("cover", "now", locale, percent=percent(one.short))
    return say_date(one.first_short, locale)


def _any(tiers: dict[Tier, Cover]) -> Cover:
    return next(iter(tiers.values()))


def _day(one: Cover) -> float:
    return math.inf if one.first_short is None else one.first_short.toordinal()


def _urgency(tiers: dict[Tier, Cover]) -> tuple[float, ...]:
    """The days on which the tiers are missed, survival first; what is short now by the share, then by weight."""
    days = [_day(tiers[tier]) if tier in tiers else math.inf for tier in TIERS]
    missing = [-tiers[tier].short if tier in tiers else 0.0 for tier in TIERS]
    return (*(value for pair in zip(days, missing, strict=True) for value in pair), -_any(tiers).need.weight)


def _table(rows: Sequence[CoverRow], locale: str) -> list[str]:
    """The rows in columns of equal width, under their headings; a star marks what is uncertain."""
    heads = [say("cover", f"head_{code}", locale) for code in ("need", *TIERS, "people")]
    body = [[row.name + (" *" if row.uncertain else ""), *row.tiers.values(), row.people] for row in rows]
    widths = [max(len(line[column]) for line in [heads, *body]) for column in range(len(heads))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [heads, *body]
    ]


def _last(operation: Operation, locale: str) -> str:
    return say_date(operation.date(operation.horizon - 1), locale)
