"""What was assumed, and how far each figure can be trusted."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from malja.catalogue.facts import Source
from malja.language.names import said_name
from malja.language.say import listed, say, say_problem
from malja.needs.derivation import source_in_words
from malja.operation.assumptions import check_report
from malja.operation.uncertain import in_use
from malja.problems import Origin
from malja.report.document import Block, Bullets, Column, Group, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare

#: Notices of a kind that are listed; `malja check --all` lists every one.
MOST = 12
#: Figures that are named in one row of the table.
MOST_KEYS = 12

BASES: tuple[Literal["read", "derived", "recalled", "assumed", ""], ...] = (
    "read",
    "derived",
    "recalled",
    "assumed",
    "",
)


def assumptions(telling: Telling) -> Section:
    """What nobody gave, what keeps goods and rows out, and every figure in use that rests on recall or assumption."""
    rows = list(in_use(telling.operation))
    blocks: list[Block] = [_counts(telling, [source for _, _, source, _ in rows])]
    for number, section in enumerate(check_report(telling.operation), 1):
        if section.title == "sources":
            continue
        said = [bare(say_problem(notice)) for notice in section.notices[:MOST]]
        more = len(section.notices) - len(said)
        if more > 0:
            said.append(bare(telling.say("notices_more", more=more)))
        lines = Bullets(lines=tuple(said))
        blocks.append(Group(code=f"notices-{number}", title=say("check", section.title), blocks=(lines,)))
    doubtful = [row for row in rows if row[2].is_uncertain]
    if doubtful:
        table = _table(telling, doubtful)
        blocks.append(Group(code="doubtful", title=say("check", "sources"), blocks=(table,)))
    return Section(code="assumptions", title=telling.say("assumptions"), blocks=tuple(blocks))


def _counts(telling: Telling, sources: list[Source]) -> Block:
    """Of how many figures each basis is."""
    counted = Counter(source.basis for source in sources)
    said = [telling.say(f"basis_count_{basis or 'none'}", figures=counted[basis]) for basis in BASES if counted[basis]]
    first = Paragraph(said=bare(telling.say("basis_intro", figures=len(sources))))
    return Group(
        code="bases",
        title=telling.say("basis_title"),
        blocks=(first, Bullets(lines=tuple(bare(line) for line in said))),
    )


def _table(telling: Telling, rows: list[tuple[str, str, Source, Origin | None]]) -> Table:
    """Figures that rest on the same words in one row."""
    together: dict[tuple[str, Source], list[tuple[str, Origin | None]]] = {}
    for table, key, source, read_at in rows:
        together.setdefault((table, source), []).append((key, read_at))
    columns = ("figure", "source", "basis", "confidence", "note")
    return Table(
        code="doubtful-figures",
        caption=telling.say("doubtful_caption"),
        columns=tuple(Column(heading=telling.say(f"column_{code}")) for code in columns),
        rows=tuple(_row(telling, table, source, figures) for (table, source), figures in together.items()),
    )


def _row(telling: Telling, table: str, source: Source, figures: list[tuple[str, Origin | None]]) -> tuple[Said, ...]:
    confidence = telling.say(f"confidence_{source.confidence}") if source.confidence else ""
    basis = telling.say(f"basis_{source.basis}") if source.basis else ""
    read_at = figures[0][1]
    if len(figures) > 1 and read_at is not None and not source.document:
        document = read_at.file
    else:
        document = source_in_words(Source(document=source.document, edition=source.edition, page=source.page), read_at)
    keys = listed([key for key, _ in figures[:MOST_KEYS]])
    if len(figures) > MOST_KEYS:
        keys = telling.say("keys_more", keys=keys, more=len(figures) - MOST_KEYS)
    named = telling.say("figure_of", table=table, key=keys)
    return (bare(named), bare(document), bare(basis), bare(confidence), bare(said_name(source.note)))
