"""Whose column a heading is: malja's own name, what a file of the user's says, or a near word that people use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from malja.problems import Origin, Problem, shorten
from malja.tables.columns import Column, Table
from malja.tables.heading_words import (
    fold_heading,
    fold_tag,
    is_near_heading,
    list_all_words,
    list_other_words,
    list_survey_words,
    list_words_of,
)
from malja.tables.invisible_marks import remove_invisible
from malja.tables.sheets import Raw, Unreadable, is_blank

#: What stands for a heading cell that is blank, one that is left out on purpose, and one that is refused.
UNNAMED_HEADING = Column(name="")
LEFT_OUT_HEADING = Column(name="-")
UNKNOWN_HEADING = Column(name="?")

#: The hashtags of HXL 1.1 that a file of one column may have.
_HXL_TAGS = frozenset(
    (
        *("#activity", "#adm1", "#adm2", "#adm3", "#affected", "#beneficiary", "#capacity", "#contact", "#country"),
        *("#date", "#description", "#event", "#geo", "#impact", "#indicator", "#inneed", "#item", "#loc", "#meta"),
        *("#need", "#operations", "#org", "#output", "#population", "#reached", "#sector", "#service", "#severity"),
        *("#status", "#subsector", "#targeted", "#value"),
    )
)
#: How alike a heading of the user's file and one that is not in it must be for the one to be meant by the other.
_NEAR = 0.7
#: So many unknown columns are refused one by one: all that a table may have problems, and fewer in others' files, where
#: hundreds of columns are usual.
_MOST_REFUSED, _MOST_REFUSED_OF_OTHERS = 500, 20
#: The heading of a column of running numbers.
_RUNNING_NUMBER = "#"
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """Other people's headings: `given` by a file (heading to column, - to leave it out), the rest guessed if `guess`.

    `others_left_out`: columns that nothing names are left out, and listed; otherwise they are refused. `origins`: the
    row of that file in which a heading stands.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    guess: bool = False
    others_left_out: bool = False


#: Only malja's own names, as the tables of an operation have them.
OWN_NAMES = ColumnNames()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedHeading:
    """The column under each cell of a heading, or UNNAMED, LEFT_OUT, UNKNOWN; what was read as what; what is wrong."""

    columns: tuple[Column, ...]
    unused: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def read(self) -> frozenset[str]:
        """The names of the table's columns that stand in the heading."""
        apart = (UNNAMED_HEADING, LEFT_OUT_HEADING, UNKNOWN_HEADING)
        return frozenset(column.name for column in self.columns if column not in apart)

    def has_needed(self, table: Table) -> bool:
        """Whether two columns or more of the table stand in it, and all that must."""
        needed = {column.name for column in table.columns if column.required}
        return len(self.read) > 1 and self.read >= needed


def match_heading(
    table: Table, heading: Sequence[Raw], tags: Sequence[Raw], origin: Origin, names: ColumnNames
) -> MatchedHeading:
    """Find the column of each cell of a heading; `tags` are the HXL hashtags in the row below it, if there are any."""
    match = _Match(table, origin, names)
    texts = [_read_text(cell) for cell in heading]
    columns = [match.find_exact(place, cell, texts[place]) for place, cell in enumerate(heading)]
    if names.guess:
        tags = [*tags, *[None] * len(texts)]
        guesses = {
            place: match.find_near(texts[place], _read_text(tags[place]))
            for place, column in enumerate(columns)
            if column is UNKNOWN_HEADING
        }
        match.take_guesses(columns, texts, guesses)
    match.check_given(texts)
    match.refuse_unknown(columns, heading, texts)
    missing = (column.name for column in table.columns if column.required and column.name not in match.taken)
    problems = [problem for _, problem in sorted(match.placed, key=lambda one: one[0])]
    problems += (Problem.at(origin, "missing_column", name) for name in missing)
    return MatchedHeading(
        columns=tuple(columns),
        unused=tuple(match.unused),
        notices=tuple(match.notices),
        problems=tuple(problems),
    )


def is_heading_of(table: Table, cells: Sequence[Raw], names: ColumnNames = OWN_NAMES) -> bool:
    """Whether a row that begins with # is the heading: some cell names a column of the table.

    In other people's tables also by the user's file of headings, by two words that people use, or by a column # of
    running numbers; so does a row of hashtags of which one is known.
    """
    known = {column.name: column for column in table.all_columns}
    texts = [_read_text(cell) for cell in cells if not is_blank(cell)]
    given = {fold_heading(heading) for heading in names.given}
    if any(text.casefold() in known or fold_heading(text) in given for text in texts):
        return True
    if texts[0] == _RUNNING_NUMBER:
        return len(texts) > 1 and (names.guess or bool(given))
    words = list_words_of(known) if names.guess else {}
    return sum((fold_tag(text) or fold_heading(text)) in words or fold_heading(text) in words for text in texts) > 1


def is_tag_row(cells: Sequence[Raw]) -> bool:
    """Whether a row holds HXL hashtags (https://hxlstandard.org) and nothing else; columns without a tag are blank."""
    texts = [_read_text(cell) for cell in cells if not is_blank(cell)]
    return bool(texts) and all(_TAG.fullmatch(text) for text in texts) and _has_known_tag(texts)


def _has_known_tag(texts: Sequence[str]) -> bool:
    """Whether it is more than one tag, or one that HXL has: #12a alone may be a number of a paper."""
    return len(texts) > 1 or texts[0].casefold().split("+")[0].strip() in _HXL_TAGS


class _Match:
    """One heading on its way: which columns are taken, by which headings, and what is to be said of it."""

    def __init__(self, table: Table, origin: Origin, names: ColumnNames) -> None:
        self.table = table
        self.origin = origin
        self.names = names
        self.known = {column.name: column for column in table.all_columns}
        self.given = {fold_heading(heading): column for heading, column in names.given.items()}
        self.taken: dict[str, str] = {}
        self.unused: list[str] = []
        self.notices: list[Problem] = []
        self.placed: list[tuple[int, Problem]] = []

    def find_exact(self, place: int, cell: Raw, text: str) -> Column:
        """The column that is called so, or that the user's file gives; a column that stands twice is refused."""
        if is_blank(cell):
            return UNNAMED_HEADING
        name = self.given.get(fold_heading(text), "") or text.casefold()
        if name == LEFT_OUT_HEADING.name:
            self.unused.append(text)
            return LEFT_OUT_HEADING
        column = self.table.find_column(name) or UNKNOWN_HEADING
        if column is UNKNOWN_HEADING:
            return UNKNOWN_HEADING
        if column.name in self.taken:
            self.placed.append((place, Problem.at(self.origin, "duplicate_column", column.name)))
            return LEFT_OUT_HEADING
        self._take(column, text)
        return column

    def find_near(self, text: str, tag: str) -> list[Column]:
        """The columns that a heading may mean: by a word people use for one, by its hashtag, by a near spelling.

        A word that makes something else of a heading (sent, due, price, brother) leaves only the first way.
        """
        if text.startswith("_"):
            # What a survey program adds of its own: _id, _uuid, _submission_time.
            return []
        words = list_words_of(self.known)
        if _TAG.fullmatch(text) and (exact := fold_tag(text)) in words:
            return [self.known[name] for name in words[exact]]
        group, folded = fold_heading(text.rpartition("/")[0]), fold_heading(text.rsplit("/", 1)[-1])
        for exact in (fold_heading(text), folded if list_other_words().isdisjoint(group.split()) else ""):
            if exact and exact in words:
                return [self.known[name] for name in words[exact]]
        if folded in list_all_words() or not list_other_words().isdisjoint(fold_heading(text).split()):
            return []
        if (exact := fold_tag(tag)) in words:
            return [self.known[name] for name in words[exact]]
        near = dict.fromkeys(
            name for word, columns in words.items() if is_near_heading(folded, word) for name in columns
        )
        return [self.known[name] for name in near]

    def take_guesses(self, columns: list[Column], texts: Sequence[str], guesses: Mapping[int, list[Column]]) -> None:
        """Take each guess that is the only one for its heading and for its column; refuse the others by name."""
        free = {place: [one for one in some if one.name not in self.taken] for place, some in guesses.items()}
        for place, some in free.items():
            rivals = [texts[other] for other, theirs in free.items() if other != place and theirs == some]
            if len(some) == 1 and not rivals:
                columns[place] = some[0]
                self._take(some[0], texts[place])
            elif some:
                columns[place] = LEFT_OUT_HEADING
                choices = ", ".join(one.name for one in some)
                self._refuse(place, texts[place], "heading_unsure", choices=choices)

    def check_given(self, texts: Sequence[str]) -> None:
        """Say which headings of the user's file are not in this one; refuse one where a near heading is left over."""
        folded = {fold_heading(text): text for text in texts}
        free = {fold_heading(text): text for text in texts if text and fold_heading(text) not in self.given}
        for heading, name in self.names.given.items():
            column = self.known.get(name)
            if column is None or name in self.taken or fold_heading(heading) in folded:
                continue
            near = get_close_matches(fold_heading(heading), free, n=1, cutoff=_NEAR)
            origin = self.names.origins.get(heading, self.origin)
            if near:
                self.placed.append((-1, Problem.at(origin, "given_near", name, heading, near=free[near[0]])))
            else:
                self.notices.append(Problem.at(origin, "given_missing", name, heading, other=self.origin.file))

    def refuse_unknown(self, columns: list[Column], heading: Sequence[Raw], texts: Sequence[str]) -> None:
        """Refuse what no column is called, or leave it out where columns of others may stand beside.

        Running numbers and what survey programs add of their own are left out of any table of others.
        """
        unknown = [place for place, column in enumerate(columns) if column is UNKNOWN_HEADING]
        for place in unknown:
            columns[place] = LEFT_OUT_HEADING
        left_out = [place for place in unknown if self.names.others_left_out or self._is_apart(texts[place])]
        self.unused += [texts[place] for place in left_out]
        unknown = [place for place in unknown if place not in left_out]
        allowed = ", ".join(column.name for column in self.table.columns)
        most = _MOST_REFUSED_OF_OTHERS if self.names.guess else _MOST_REFUSED
        code = "unknown_column_given" if self.names.guess else "unknown_column"
        for place in unknown[:most]:
            self._refuse(place, _said(heading[place]), code, columns=allowed)
        if len(unknown) > most and self.names.guess:
            self._refuse(len(heading), "", "unknown_columns_more", more=str(len(unknown) - most))

    def _is_apart(self, text: str) -> bool:
        return self.names.guess and (text == _RUNNING_NUMBER or fold_heading(text) in list_survey_words())

    def _take(self, column: Column, text: str) -> None:
        self.taken[column.name] = text
        if text.casefold() != column.name:
            self.notices.append(Problem.at(self.origin, "heading_read_as", column.name, text))

    def _refuse(self, place: int, text: str, code: str, **values: str) -> None:
        """Add a problem whose list of right values is ours, not the user's, and stands in full."""
        origin = self.origin
        problem = Problem(code=code, file=origin.file, row=origin.row, column=shorten(text), values=(*values.items(),))
        self.placed.append((place, problem))


def _read_text(cell: Raw) -> str:
    """What a heading says, without invisible marks."""
    return remove_invisible(cell) if isinstance(cell, str) else _said(cell)


def _said(cell: Raw) -> str:
    return cell.value if isinstance(cell, Unreadable) else "" if cell is None else str(cell)
