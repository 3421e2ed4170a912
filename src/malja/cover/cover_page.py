"""Covers in a field worker's words: a headline for each site, and a table of what runs out when."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Tier
from malja.cover.cover import Cover, list_first_to_run_out
from malja.language.dates import say_date
from malja.language.isolation import measure_width, pad_end
from malja.language.names import say_name
from malja.language.numbers import say_people, say_percent
from malja.language.say import isolate_word, say, say_list
from malja.operation.operation import Operation
from malja.operation.rows import Place

#: More needs than these are counted, not named, in a sentence.
_MOST_NAMES = 4


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


def list_cover_rows(operation: Operation, covers: Iterable[Cover]) -> list[CoverRow]:
    """The table of all sites: sites in their order, what puts lives at risk first on top, then minimum, then target."""
    by_need: dict[tuple[str, str], dict[Tier, Cover]] = {}
    for one in covers:
        by_need.setdefault((one.place, one.need.need), {})[one.tier] = one
    order = {place.place: number for number, place in enumerate(operation.places)}
    ordered = sorted(by_need.values(), key=lambda tiers: (order[_any(tiers).place], *_urgency(tiers)))
    return [_row(operation, tiers) for tiers in ordered]


def say_covers(operation: Operation, covers: Sequence[Cover]) -> list[str]:
    """What `malja cover` says: what counts, and for each site a headline and the table."""
    rows = list_cover_rows(operation, covers)
    lines = [say("cover", "title", name=operation.name), say("cover", "counted")]
    for place in operation.places:
        theirs = [row for row in rows if row.place == place.place]
        if theirs:
            here = [one for one in covers if one.place == place.place]
            lines += ["", *say_headlines(operation, place, here), "", *_table(theirs)]
    if any(row.uncertain for row in rows):
        lines += ["", say("cover", "uncertain")]
    return lines


def say_headlines(operation: Operation, place: Place, covers: Iterable[Cover]) -> list[str]:
    """What is short already and what runs out first at a place, each at the gravest tier it happens to; or nothing."""
    short = list_first_to_run_out(covers)
    where = say_name(place.name or place.place, place.names)
    already = _gravest(one for one in short if one.short)
    later = _gravest(one for one in short if not one.short)
    lines = []
    if already:
        names = [say_name(one.need.name, one.need.names) for one in already[:_MOST_NAMES]]
        if len(already) > _MOST_NAMES:
            names.append(say("cover", "and_more", number=len(already) - _MOST_NAMES))
        people = say_people(max(one.people for one in already))
        words = {"place": where, "needs": say_list(names, "semicolon"), "people": people}
        lines.append(say("cover", f"already_{already[0].tier}", **words))
    if later and later[0].first_short is not None:
        date = say_date(later[0].first_short)
        words = {
            "place": where,
            "need": say_name(later[0].need.name, later[0].need.names),
            "people": say_people(later[0].people),
        }
        lines.append(say("cover", f"first_{later[0].tier}", date=date, **words))
    return lines or [say("cover", "all_holds", place=where, date=_last(operation))]


def _gravest(short: Iterable[Cover]) -> list[Cover]:
    """Of covers in their order, those of the gravest tier that any of them has."""
    covers = list(short)
    return next((below for tier in TIERS if (below := [one for one in covers if one.tier == tier])), [])


def _row(operation: Operation, tiers: dict[Tier, Cover]) -> CoverRow:
    one = _any(tiers)
    gravest = min(tiers.values(), key=_day)
    return CoverRow(
        place=one.place,
        need=one.need.need,
        name=say_name(one.need.name, one.need.names),
        tiers={tier: _cell(tiers.get(tier)) for tier in TIERS},
        people=say_people(gravest.people),
        uncertain=one.derived.is_uncertain,
    )


def _cell(one: Cover | None) -> str:
    if one is None:
        return say("cover", "not_asked")
    if one.first_short is None:
        return say("cover", "holds")
    if one.short:
        if one.provided <= 0:
            return say("cover", "now_none")
        return say("cover", "now", percent=say_percent(one.short))
    return say_date(one.first_short)


def _any(tiers: dict[Tier, Cover]) -> Cover:
    return next(iter(tiers.values()))


def _day(one: Cover) -> float:
    return math.inf if one.first_short is None else one.first_short.toordinal()


def _urgency(tiers: dict[Tier, Cover]) -> tuple[float, ...]:
    """The days on which the tiers are missed, survival first; what is short now by the share, then by weight."""
    days = [_day(tiers[tier]) if tier in tiers else math.inf for tier in TIERS]
    missing = [-tiers[tier].short if tier in tiers else 0.0 for tier in TIERS]
    return (*(value for pair in zip(days, missing, strict=True) for value in pair), -_any(tiers).need.weight)


def _table(rows: Sequence[CoverRow]) -> list[str]:
    """The rows in columns of equal width, under their headings; a star marks what is uncertain."""
    heads = [say("cover", f"head_{code}") for code in ("need", *TIERS, "people")]
    body = [[row.name + (" *" if row.uncertain else ""), *row.tiers.values(), row.people] for row in rows]
    lines = [[isolate_word(cell) for cell in line] for line in [heads, *body]]
    widths = [max(measure_width(line[column]) for line in lines) for column in range(len(heads))]
    return ["  ".join(pad_end(cell, most) for cell, most in zip(line, widths, strict=True)).rstrip() for line in lines]


def _last(operation: Operation) -> str:
    return say_date(operation.date(operation.horizon - 1))
