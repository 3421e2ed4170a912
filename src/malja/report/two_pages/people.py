"""Who is there and who is expected, site by site."""

from __future__ import annotations

from malja.language.names import say_group
from malja.language.numbers import say_people
from malja.language.say import say, say_list
from malja.operation.headcount import count_present
from malja.report.document import Paragraph, ReportBlock, ReportColumn, ReportTable
from malja.report.sections.context import ReportContext, say_plain

#: Sites in the table, the largest; the others stand together in a row.
_MOST_SITES = 5
#: Groups that reports of this kind name, where the operation has them.
_GROUPS = ("under_5", "children_6_17", "women_15_49", "pregnant_lactating", "older_60")


def tell_people(context: ReportContext) -> tuple[ReportBlock, ...]:
    """A row for each site: people on the first day, expected arrivals and departures, people on the last day."""
    present = count_present(context.operation)
    heads = {place: [float(head) for head in days] for place, days in present.items() if max(days, default=0) > 0}
    if not heads:
        return ()
    moves = {place: _moves(context, place) for place in heads}
    largest = sorted(heads, key=lambda place: -max(heads[place]))[:_MOST_SITES]
    shown = [place for place in heads if place in largest]
    rows = [(context.words.place(place), [place]) for place in shown]
    others = [place for place in heads if place not in largest]
    if others:
        rows.append((say("two_pages", "other_sites", sites=len(others)), others))
    if len(heads) > 1:
        rows.append((say("two_pages", "all_sites"), list(heads)))
    columns = [ReportColumn(heading=context.say("place"))]
    columns += [ReportColumn(heading=heading, numeric=True) for heading in _headings(context)]
    table = ReportTable(
        code="people-sites",
        caption=say("two_pages", "people_caption"),
        columns=tuple(columns),
        rows=tuple(
            (say_plain(name), *(say_plain(say_people(sum(figures))) for figures in _figures(heads, moves, places)))
            for name, places in rows
        ),
    )
    return (table, *_groups(context, sum(days[0] for days in heads.values())))


def _headings(context: ReportContext) -> list[str]:
    first, last = context.words.date(context.operation.start), context.words.date(context.last)
    here = [say("two_pages", "people_on", date=date) for date in (first, last)]
    return [here[0], say("two_pages", "arrivals"), say("two_pages", "departures"), here[1]]


def _figures(heads: dict[str, list[float]], moves: dict[str, tuple[int, int]], places: list[str]) -> list[list[float]]:
    """For some sites: people on the first day, arrivals, departures, people on the last day."""
    return [
        [heads[place][0] for place in places],
        [float(moves[place][0]) for place in places],
        [float(moves[place][1]) for place in places],
        [heads[place][-1] for place in places],
    ]


def _moves(context: ReportContext, place: str) -> tuple[int, int]:
    """People who come to and leave a site after the first day."""
    later = [
        row
        for row in context.operation.people
        if row.place == place and context.operation.start < row.date <= context.last
    ]
    return sum(row.arrivals for row in later), sum(row.departures for row in later)


def _groups(context: ReportContext, people: float) -> tuple[ReportBlock, ...]:
    """About how many of them belong to which group, by the shares of the tables."""
    known = {one.group: one for one in context.operation.groups}
    named = [known[group] for group in _GROUPS if group in known]
    if not named or people <= 0:
        return ()
    told = [
        say("two_pages", "group", people=say_people(one.share * people), group=say_group(one.group)) for one in named
    ]
    return (Paragraph(said=say_plain(say("two_pages", "groups", groups=say_list(told, "semicolon"))), tone="note"),)
