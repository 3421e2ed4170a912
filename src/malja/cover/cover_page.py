"""Covers in a field worker's words: what is urgent at each site, and a table of what runs out when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from malja.catalogue.facts import TIERS, Tier
from malja.cover.cover import Cover, order_by_harm
from malja.cover.severity import judge_severity
from malja.cover.urgency import Urgency, find_urgencies
from malja.cover.urgency_words import list_severity_rules, say_severity, say_urgency
from malja.language.dates import say_date
from malja.language.isolation import measure_width, pad_end
from malja.language.names import say_name
from malja.language.numbers import say_people, say_percent
from malja.language.say import isolate_word, say, say_list, say_problem
from malja.operation.notices.idle_stock import find_idle_stock
from malja.operation.operation import Operation
from malja.operation.rows import Place
from malja.operation.title import say_operation_title

#: More urgent needs than these are named in a line, without what to send.
_MOST_URGENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRow:
    """One need at one site in words: what its lack harms, when it falls below each tier, how many people it is of.

    `harm` is empty for what holds; `tiers` has every tier; `uncertain`: the standard rests on recall, assumption or
    little confidence.
    """

    place: str
    need: str
    name: str
    harm: str
    tiers: dict[Tier, str]
    people: str
    uncertain: bool


def list_cover_rows(operation: Operation, covers: Iterable[Cover]) -> list[CoverRow]:
    """The table of all sites: sites in their order, then needs by the harm of their lack, then by its date."""
    by_need: dict[tuple[str, str], dict[Tier, Cover]] = {}
    for one in covers:
        by_need.setdefault((one.place, one.need.need), {})[one.tier] = one
    order = {place.place: number for number, place in enumerate(operation.places)}
    ordered = sorted(by_need.values(), key=lambda tiers: (order[_any(tiers).place], *_find_gravest(tiers)[1]))
    return [_row(operation, tiers) for tiers in ordered]


def say_covers(operation: Operation, covers: Sequence[Cover]) -> list[str]:
    """What `malja cover` says: what counts, and for each site what is urgent and the table; the rules of its words."""
    rows = list_cover_rows(operation, covers)
    urgencies = find_urgencies(operation, covers)
    lines = [say("cover", "title", name=say_operation_title(operation)), say("cover", "counted")]
    for place in operation.places:
        theirs = [row for row in rows if row.place == place.place]
        if theirs:
            lines += ["", *_say_site(operation, place, [one for one in urgencies if one.place == place.place])]
            lines += [*_say_idle(operation, place), "", *_table(theirs)]
    rules = list_severity_rules(one.severity for one in urgencies)
    if rules:
        lines += ["", *rules]
    if any(row.uncertain for row in rows):
        lines += ["", say("cover", "uncertain")]
    return lines


def _say_site(operation: Operation, place: Place, urgencies: Sequence[Urgency]) -> list[str]:
    """What is urgent at a site, each with what to send and by when; that nothing is."""
    where = say_name(place.name or place.place, place.names)
    if not urgencies:
        return [say("cover", "all_holds", place=where, date=_last(operation))]
    urgent = [one for one in urgencies if one.is_urgent]
    if not urgent:
        return [say("cover", "site_not_urgent", place=where, none=say("urgency", "none"))]
    lines = [say("cover", "site", place=where)]
    for number, one in enumerate(urgent[:_MOST_URGENT], 1):
        said = say_urgency(operation, one)
        first, *rest = [part for part in (said.what, said.harm, said.send, said.by) if part]
        lines += [say("urgency", "numbered", number=number, said=first), *(f"   {part}" for part in rest)]
    if len(urgent) > _MOST_URGENT:
        names = [say_name(one.need.name, one.need.names) for one in urgent[_MOST_URGENT:]]
        lines.append(say("urgency", "more", needs=say_list(names, "semicolon")))
    return lines


def _say_idle(operation: Operation, place: Place) -> list[str]:
    """What lies there and counts for nothing, so that nobody looks for it in the table."""
    said = say_idle_stock(operation, place.place)
    return ["", say("check", "idle_stock"), *(f"   {one}" for one in said)] if said else []


def say_idle_stock(operation: Operation, place: str) -> list[str]:
    """A sentence for each item in stock at a place that counts for nothing here: why, and what would count."""
    return [say_problem(replace(one, file="", row=None)) for one in find_idle_stock(operation, place)]


def _row(operation: Operation, tiers: dict[Tier, Cover]) -> CoverRow:
    one = _any(tiers)
    gravest, _ = _find_gravest(tiers)
    short = gravest.first_short is not None and gravest.lack > 0
    return CoverRow(
        place=one.place,
        need=one.need.need,
        name=say_name(one.need.name, one.need.names),
        harm=say_severity(judge_severity(one.need, gravest.tier, gravest.lack)) if short else "",
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


def _find_gravest(tiers: dict[Tier, Cover]) -> tuple[Cover, tuple[float, ...]]:
    """Of a need's covers the one whose lack harms most, and where it stands in order."""
    gravest = min(tiers.values(), key=order_by_harm)
    return gravest, order_by_harm(gravest)


def _table(rows: Sequence[CoverRow]) -> list[str]:
    """The rows in columns of equal width, under their headings; a star marks what is uncertain."""
    heads = [say("cover", f"head_{code}") for code in ("need", "harm", *TIERS, "people")]
    body = [[row.name + (" *" if row.uncertain else ""), row.harm, *row.tiers.values(), row.people] for row in rows]
    lines = [[isolate_word(cell) for cell in line] for line in [heads, *body]]
    widths = [max(measure_width(line[column]) for line in lines) for column in range(len(heads))]
    return ["  ".join(pad_end(cell, most) for cell, most in zip(line, widths, strict=True)).rstrip() for line in lines]


def _last(operation: Operation) -> str:
    return say_date(operation.date(operation.horizon - 1))
