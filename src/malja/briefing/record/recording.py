"""Facts that are recorded at a site: read from rows of cells, dated, and answered in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from malja.briefing.record.fact_day import NO_DAY, date_by, date_facts, say_recorded
from malja.briefing.record.recorded_facts import describe_import_notices, describe_notices, describe_recorded
from malja.briefing.show.doubts import find_doubt, short_name
from malja.facts.fact import Fact
from malja.facts.kind import Kind
from malja.facts.reading import make_row, read_facts
from malja.problems import Origin, Problem, Refused
from malja.site.site import Site
from malja.site.state.device_doubts import FORK_CODE
from malja.site.state.kinds import DOUBT_SETTLED
from malja.site.state.state import State

#: Problems of a row that follow from no other row.
_OWN_PROBLEMS = frozenset(
    (
        "happened_before_founding",
        "happened_future",
        "people_not_at_site",
        "unknown_name",
        "unknown_name_known",
        "unknown_name_near",
        "unknown_store",
        "unknown_store_near",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded, a line a fact, with how things stand now; and notices of what somebody should look into."""

    lines: tuple[str, ...]
    notices: tuple[str, ...] = ()


def read_rows_of_cells(kind: Kind, rows: Iterable[Mapping[str, str]]) -> tuple[Fact, ...]:
    """The facts of rows of cells by column; a row without a day has NO_DAY. Raises Refused with every problem."""
    facts: list[Fact] = []
    problems: list[Problem] = []
    for row in rows:
        read = read_facts(kind, make_row(kind, dict(row), ""), today=NO_DAY)
        facts += read.facts
        problems += read.problems
    if problems:
        raise Refused(problems)
    return tuple(facts)


def record_facts(site: Site, facts: Iterable[Fact], *, by: str) -> Recorded:
    """Record facts of one day, all or nothing. Raises Refused with every problem (see `date_facts`, `Site.record`)."""
    state = site.state()
    last, before = state.last, {doubt.id for doubt in state.doubts}
    dated = [entry.fact for entry in site.record(date_facts(site, facts, by), by=by)]
    state = site.state()
    return Recorded(
        lines=tuple(say_recorded(line, dated[0].happened, last) for line in describe_recorded(state, dated)),
        notices=(*describe_notices(state, dated), *describe_new_doubts(state, before)),
    )


def describe_new_doubts(state: State, before: Collection[str]) -> Iterator[str]:
    """What became doubtful by what was recorded: the same delivery told twice, a count that no more agrees."""
    return (doubt.in_words() for doubt in state.doubts if doubt.id not in before and not doubt.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRows:
    """What an import recorded, and notices of what somebody should look into; `repeated`: rows that were known."""

    new: tuple[Fact, ...]
    repeated: tuple[tuple[Fact, Origin], ...]
    notices: tuple[str, ...]


def record_imported(
    site: Site, rows: Sequence[tuple[Fact, Origin]], problems: Sequence[Problem], *, by: str
) -> ImportedRows:
    """Record the facts of a file's rows, all or nothing.

    Raises Refused, by row; where the cells had `problems` already, with the names that nobody knows in the other cells
    too, but without what may only follow from a row that could not be read.
    """
    facts, origins = [fact for fact, _ in rows], [origin for _, origin in rows]
    if not problems:
        before = {doubt.id for doubt in site.state().doubts}
        new = tuple(entry.fact for entry in site.record(facts, by=by, origins=origins))
        ids = {fact.id for fact in new}
        state = site.state()
        notices = (*describe_import_notices(state, new), *describe_new_doubts(state, before))
        return ImportedRows(new=new, repeated=tuple(row for row in rows if row[0].id not in ids), notices=notices)
    known = {(problem.file, problem.row, problem.column) for problem in problems}
    more = site.problems(date_by(facts, site.state().last or site.today), by=by, origins=origins)
    own = [one for one in more if one.code in _OWN_PROBLEMS and (one.file, one.row, one.column) not in known]
    raise Refused([*problems, *own])


def settle_doubt(site: Site, name: str, cells: Mapping[str, str], *, by: str) -> Recorded:
    """Settle a doubt by its short name or id; `cells`: reason, happened, source.

    Raises Refused where there is no such doubt, or where it is that a device's chain split: revoking ends that.
    """
    doubt = find_doubt(site.doubts, name)
    if doubt.code.startswith(FORK_CODE):
        raise Refused([Problem.at(None, "doubt_split", value=short_name(doubt))])
    return record_facts(site, read_rows_of_cells(DOUBT_SETTLED, [{**cells, "doubt": doubt.id}]), by=by)
