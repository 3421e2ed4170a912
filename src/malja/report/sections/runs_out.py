"""What runs out first, and when, if nothing more comes."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.cover.cover import Cover
from malja.cover.cover_page import CoverRow, list_cover_rows
from malja.report.document import Level, Phrase, ReportBlock, ReportGroup, ReportSection, ReportTable
from malja.report.sections.context import ReportContext, say_figure, say_plain


def build_runs_out(context: ReportContext) -> ReportSection:
    """A table for each site: needs by tiers, what puts lives at risk first on top."""
    by_need: dict[tuple[str, str], list[Cover]] = {}
    for one in context.situation.covers:
        by_need.setdefault((one.place, one.need.need), []).append(one)
    rows = list_cover_rows(context.operation, context.situation.covers)
    sites = [place for place in context.operation.places if any(row.place == place.place for row in rows)]
    blocks: list[ReportBlock] = [context.paragraph("counted", tone="note")]
    for number, site in enumerate(sites, 1):
        theirs = [row for row in rows if row.place == site.place]
        table = _table(context, f"runs-out-{number}", theirs, by_need)
        if len(sites) > 1:
            title = context.words.place(site.place)
            blocks.append(ReportGroup(code=f"runs-out-at-{number}", title=title, blocks=(table,)))
        else:
            blocks.append(table)
    if not rows:
        blocks.append(context.paragraph("nothing_asked"))
    return ReportSection(code="runs-out", title=context.say("runs_out"), blocks=tuple(blocks))


def _table(
    context: ReportContext, code: str, rows: list[CoverRow], covers: dict[tuple[str, str], list[Cover]]
) -> ReportTable:
    """Needs that run out; those that hold to the end are counted below."""
    ending = [row for row in rows if any(one.first_short for one in covers[row.place, row.need])]
    holding = len(rows) - len(ending)
    last = context.words.date(context.last)
    return ReportTable(
        code=code,
        caption=context.say("runs_out_caption"),
        columns=context.name_columns("need", *(f"tier_{tier}" for tier in TIERS), "people"),
        rows=tuple(_row(context, row) for row in ending),
        levels=tuple(_level(covers[row.place, row.need]) for row in ending),
        note=context.say("needs_hold", needs=holding, date=last) if holding else "",
    )


def _row(context: ReportContext, row: CoverRow) -> tuple[Phrase, ...]:
    proof = context.need_proof(row.place, row.need)
    dates = [say_figure(row.tiers[tier], proof) for tier in TIERS]
    return (say_plain(context.words.need(row.need)), *dates, say_figure(row.people, proof))


def _level(covers: list[Cover]) -> Level:
    """The gravest tier below which the need falls."""
    return next((tier for tier in TIERS if any(one.tier == tier and one.first_short for one in covers)), "fine")
