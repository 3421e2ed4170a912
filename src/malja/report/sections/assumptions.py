"""What was assumed, and how far each figure can be trusted."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from malja.catalogue.facts import Source
from malja.language.names import say_name
from malja.language.say import say, say_problem
from malja.needs.derivation import say_source
from malja.operation.notices.check_report import check_report
from malja.operation.notices.uncertain_figures import list_rows_in_use
from malja.problems import Origin
from malja.report.document import Bullets, Paragraph, Phrase, ReportBlock, ReportGroup, ReportSection, ReportTable
from malja.report.sections.context import ReportContext, say_plain
from malja.report.words import list_first

#: Notices of a kind that are listed; `malja check --all` lists every one.
_MOST_NOTICES = 12
#: Figures that are named in one row of the table.
_MOST_KEYS = 12

_BASES: tuple[Literal["read", "derived", "recalled", "assumed", ""], ...] = (
    "read",
    "derived",
    "recalled",
    "assumed",
    "",
)


def build_assumptions(context: ReportContext) -> ReportSection:
    """What nobody gave, what keeps goods and rows out, and every figure in use that rests on recall or assumption."""
    rows = list(list_rows_in_use(context.operation))
    blocks: list[ReportBlock] = [_counts(context, [source for _, _, source, _ in rows])]
    for number, section in enumerate(check_report(context.operation), 1):
        if section.title == "sources":
            continue
        said = [say_plain(say_problem(notice)) for notice in section.notices[:_MOST_NOTICES]]
        more = len(section.notices) - len(said)
        if more > 0:
            said.append(say_plain(context.say("notices_more", more=more)))
        lines = Bullets(lines=tuple(said))
        blocks.append(ReportGroup(code=f"notices-{number}", title=say("check", section.title), blocks=(lines,)))
    doubtful = [row for row in rows if row[2].is_uncertain]
    if doubtful:
        table = _table(context, doubtful)
        blocks.append(ReportGroup(code="doubtful", title=say("check", "sources"), blocks=(table,)))
    return ReportSection(code="assumptions", title=context.say("assumptions"), blocks=tuple(blocks))


def _counts(context: ReportContext, sources: list[Source]) -> ReportBlock:
    """Of how many figures each basis is."""
    counted = Counter(source.basis for source in sources)
    said = [context.say(f"basis_count_{basis or 'none'}", figures=counted[basis]) for basis in _BASES if counted[basis]]
    first = Paragraph(said=say_plain(context.say("basis_intro", figures=len(sources))))
    return ReportGroup(
        code="bases",
        title=context.say("basis_title"),
        blocks=(first, Bullets(lines=tuple(say_plain(line) for line in said))),
    )


def _table(context: ReportContext, rows: list[tuple[str, str, Source, Origin | None]]) -> ReportTable:
    """Figures that rest on the same words in one row."""
    together: dict[tuple[str, Source], list[tuple[str, Origin | None]]] = {}
    for table, key, source, read_at in rows:
        together.setdefault((table, source), []).append((key, read_at))
    columns = ("figure", "source", "basis", "confidence", "note")
    return ReportTable(
        code="doubtful-figures",
        caption=context.say("doubtful_caption"),
        columns=context.name_columns(*(f"column_{code}" for code in columns)),
        rows=tuple(_row(context, table, source, figures) for (table, source), figures in together.items()),
    )


def _row(
    context: ReportContext, table: str, source: Source, figures: list[tuple[str, Origin | None]]
) -> tuple[Phrase, ...]:
    confidence = context.say(f"confidence_{source.confidence}") if source.confidence else ""
    basis = context.say(f"basis_{source.basis}") if source.basis else ""
    read_at = figures[0][1]
    if len(figures) > 1 and read_at is not None and not source.document:
        document = read_at.file
    else:
        document = say_source(Source(document=source.document, edition=source.edition, page=source.page), read_at)
    keys = list_first([key for key, _ in figures[:_MOST_KEYS]], len(figures) - _MOST_KEYS)
    named = context.say("figure_of", table=table, key=keys)
    return (
        say_plain(named),
        say_plain(document),
        say_plain(basis),
        say_plain(confidence),
        say_plain(say_name(source.note)),
    )
