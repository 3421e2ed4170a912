"""Whose column a heading is: malja's own name, what a file of the user's says, or a near word that people use."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from malja.problems import Origin, Problem, shorten
from malja.tables.columns import Column, Table
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
#: Words of fewer letters are never taken for another one misspelt; from so many letters on two may be wrong, not one.
_FEWEST_LETTERS, _MANY_LETTERS = 5, 9
#: Words that change nothing in what a heading means.
_SMALL_WORDS = frozenset(("of", "the", "de", "du", "des", "d", "la", "le", "les", "l"))
#: So many unknown columns are refused one by one: all that a table may have problems, and fewer in others' files, where
#: hundreds of columns are usual.
_MOST_REFUSED, _MOST_REFUSED_OF_OTHERS = 500, 20
_SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """Other people's headings: `given` by a file (heading to column, - to leave it out), the rest guessed if `guess`.

    `others_left_out`: columns that nothing names are left out, and listed; otherwise they are refused.
    """

    given: Mapping[str, str] = field(default_factory=dict)
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


def is_heading_of(table: Table, cells: Sequence[Raw]) -> bool:
    """Whether some cell of a row is the name of a column of the table."""
    known = {column.name for column in table.all_columns}
    return any(_read_text(cell).casefold() in known for cell in cells)


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
        self.given = {_fold(heading): column for heading, column in names.given.items()}
        self.taken: dict[str, str] = {}
        self.unused: list[str] = []
        self.notices: list[Problem] = []
        self.placed: list[tuple[int, Problem]] = []

    def find_exact(self, place: int, cell: Raw, text: str) -> Column:
        """The column that is called so, or that the user's file gives; a column that stands twice is refused."""
        if is_blank(cell):
            return UNNAMED_HEADING
        name = self.given.get(_fold(text), "") or text.casefold()
        if name == LEFT_OUT_HEADING.name:
            self.unused.append(text)
            return LEFT_OUT_HEADING
        column = self.known.get(name, UNKNOWN_HEADING)
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
        words = _words_of(self.known)
        group, folded = _fold(text.rpartition("/")[0]), _fold(text.rsplit("/", 1)[-1])
        for exact in (_fold(text), folded if _other_words().isdisjoint(group.split()) else ""):
            if exact and exact in words:
                return [self.known[name] for name in words[exact]]
        if folded in _all_words() or not _other_words().isdisjoint(_fold(text).split()):
            return []
        if (exact := _fold_tag(tag)) in words:
            return [self.known[name] for name in words[exact]]
        near = dict.fromkeys(name for word, columns in words.items() if _is_near(folded, word) for name in columns)
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

    def refuse_unknown(self, columns: list[Column], heading: Sequence[Raw], texts: Sequence[str]) -> None:
        """Refuse what no column is called, or leave it out where columns of others may stand beside."""
        unknown = [place for place, column in enumerate(columns) if column is UNKNOWN_HEADING]
        for place in unknown:
            columns[place] = LEFT_OUT_HEADING
        if self.names.others_left_out:
            self.unused += [texts[place] for place in unknown]
            return
        allowed = ", ".join(column.name for column in self.table.columns)
        most = _MOST_REFUSED_OF_OTHERS if self.names.guess else _MOST_REFUSED
        code = "unknown_column_given" if self.names.guess else "unknown_column"
        for place in unknown[:most]:
            self._refuse(place, _said(heading[place]), code, columns=allowed)
        if len(unknown) > most and self.names.guess:
            self._refuse(len(heading), "", "unknown_columns_more", more=str(len(unknown) - most))

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


def _fold(text: str) -> str:
    """A heading without what people vary: case, accents, vowel signs, the spellings of alef, signs between words."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    plain = remove_invisible(bare).casefold().translate(_SAME_LETTERS)
    return " ".join(re.findall(r"[^\W_]+", plain)) or plain


def _fold_tag(tag: str) -> str:
    """A hashtag with its attributes in alphabetical order."""
    name, *attributes = (part.strip() for part in tag.casefold().split("+"))
    return "+".join([name, *sorted(attributes)]) if name.startswith("#") else ""


def _is_near(one: str, other: str) -> bool:
    """Whether two headings are the same words, each as it is or misspelt; small words may be left out."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    words, others = ([word for word in text.split() if word not in _SMALL_WORDS] for text in (one, other))
    return bool(words) and len(words) == len(others) and all(map(_is_misspelt, words, others))


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two words are the same or one of them is the other misspelt, never in its first letter or its digits."""
    one, other = (word.removeprefix("ال") if len(word) > 4 else word for word in (one, other))
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if re.search(r"\d", one + other) or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if shorter < _FEWEST_LETTERS:
        return shorter > 2 and one.removesuffix("s") == other.removesuffix("s")
    return _count_edits(one, other) <= (2 if shorter >= _MANY_LETTERS else 1)


def _count_edits(one: str, other: str) -> int:
    """How many letters are to be put in, left out, changed, or changed with their neighbour, to make one the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        row = [place]
        for there, theirs in enumerate(other, start=1):
            least = min(last[there] + 1, row[there - 1] + 1, last[there - 1] + (letter != theirs))
            if place > 1 and there > 1 and letter == other[there - 2] and one[place - 2] == theirs:
                least = min(least, before[there - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


def _words_of(known: Mapping[str, Column]) -> dict[str, list[str]]:
    """The words for a table's columns, each with the columns that it may mean."""
    words: dict[str, list[str]] = {_fold(name): [name] for name in known}
    for word, name in _heading_words():
        if name in known and name not in words.setdefault(word, []):
            words[word].append(name)
    return words


@cache
def _all_words() -> frozenset[str]:
    """The words for the columns of all tables: what means a column that a table does not have is no other of its."""
    return frozenset(word for word, name in _heading_words() if name != LEFT_OUT_HEADING.name)


@cache
def _other_words() -> frozenset[str]:
    """The words that make something else of a heading: no heading with one is taken for another one misspelt."""
    return frozenset(word for word, name in _heading_words() if name == LEFT_OUT_HEADING.name)


@cache
def _heading_words() -> tuple[tuple[str, str], ...]:
    """Every word that people use for a column (folded), with the column, or - for what makes something else of it."""
    text = files("malja.tables").joinpath("heading_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((_fold_tag(row["word"]) or _fold(row["word"]), row["column"]) for row in rows)
