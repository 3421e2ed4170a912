"""What runs out first, and when, if nothing more comes."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.cover.cover import Cover
from malja.cover.cover_page import CoverRow, cover_rows
from malja.report.document import Block, Column, Group, Level, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare, derived


def runs_out(telling: Telling) -> Section:
    """A table for each site: needs by tiers, what puts lives at risk first on top."""
    by_need: dict[tuple[str, str], list[Cover]] = {}
    for one in telling.situation.covers:
        by_need.setdefault((one.place, one.need.need), []).append(one)
    rows = cover_rows(telling.operation, telling.situation.covers)
    sites = [place for place in telling.operation.places if any(row.place == place.place for row in rows)]
    blocks: list[Block] = [Paragraph(said=bare(telling.say("counted")), tone="note")]
    for number, site in enumerate(sites, 1):
        theirs = [row for row in rows if row.place == site.place]
        table = _table(telling, f"runs-out-{number}", theirs, by_need)
        if len(sites) > 1:
            title = telling.words.place(site.place)
            blocks.append(Group(code=f"runs-out-at-{number}", title=title, blocks=(table,)))
        else:
            blocks.append(table)
    if not rows:
        blocks.append(Paragraph(said=bare(telling.say("nothing_asked"))))
    return Section(code="runs-out", title=telling.say("runs_out"), blocks=tuple(blocks))


def _table(telling: Telling, code: str, rows: list[CoverRow], covers: dict[tuple[str, str], list[Cover]]) -> Table:
    """Needs that run out; those that hold to the end are counted below."""
    ending = [row for row in rows if any(one.first_short for one in covers[row.place, row.need])]
    holding = len(rows) - len(ending)
    last = telling.words.date(telling.last)
    return Table(
        code=code,
        caption=telling.say("runs_out_caption"),
        columns=(
            Column(heading=telling.say("need")),
            *(Column(heading=telling.tier_name(tier)) for tier in TIERS),
            Column(heading=telling.say("people"), numeric=True),
        ),
        rows=tuple(_row(telling, row) for row in ending),
        levels=tuple(_level(covers[row.place, row.need]) for row in ending),
        note=telling.say("needs_hold", needs=holding, date=last) if holding else "",
    )


def _row(telling: Telling, row: CoverRow) -> tuple[Said, ...]:
    proof = telling.need_proof(row.place, row.need)
    dates = [derived(row.tiers[tier], proof) for tier in TIERS]
    return (bare(telling.words.need(row.need)), *dates, derived(row.people, proof))


def _level(covers: list[Cover]) -> Level:
    """The gravest tier below which the need falls."""
    return next((tier for tier in TIERS if any(one.tier == tier and one.first_short for one in covers)), "fine")
