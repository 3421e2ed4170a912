"""What can go wrong, and how it is said.

    MaljaError
    ├── Refused   the input is not acceptable: every problem found, all at once      (exit code 2)
    └── Failed    the input was fine, the work could not be done: disk, solver ...   (exit code 1)

A problem is a code and values. The words come from `malja.language`, section `problem`, which hands itself over to the
errors (`speak_problems`): it stands above them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

#: Longer cell values are cut in messages: a cell may hold ten megabytes, or what was never meant to be read.
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a row was read: the file (or workbook and sheet) and the row as a spreadsheet counts it (heading is 1)."""

    file: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong (or worth a notice), by code, with the place where it stands."""

    code: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def at(origin: Origin | None, code: str, column: str = "", value: object = "", **values: object) -> Problem:
        """A problem at the row `origin` (None: not read from a file); long values are shortened."""
        return Problem(
            code=code,
            file=origin.file if origin else "",
            row=origin.row if origin else None,
            column=column,
            value=shorten(str(value)),
            values=tuple((name, shorten(str(said))) for name, said in values.items()),
        )


def shorten(text: str) -> str:
    """The text on one line, cut to LONGEST_VALUE characters."""
    flat = " ".join(text[: 4 * LONGEST_VALUE].split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"


def join_names(names: Sequence[str], longest: int = LONGEST_VALUE - 10) -> str:
    """Names one after the other; of many as many as fit in `longest` characters, one at least, and how many more."""
    fitting = 1
    while fitting < len(names) and len(", ".join(names[: fitting + 1])) <= longest:
        fitting += 1
    more = len(names) - fitting
    return ", ".join(names[:fitting]) + (f" (+{more})" if more > 0 else "")


_put_in_words: Callable[[Problem], str] = repr


def speak_problems(put_in_words: Callable[[Problem], str]) -> None:
    """Say from now on what is refused with this function; it raises KeyError for a code that has no words."""
    global _put_in_words
    _put_in_words = put_in_words


class MaljaError(Exception):
    """Anything malja refuses or fails to do on purpose; printed, it is every problem as a sentence, a line each.

    The sentences are in the language that is spoken when it is printed: `with malja.speaking("ar"): print(error)`.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(_say_or_show, self.problems))


class Refused(MaljaError):
    """The input is not acceptable; `problems` lists everything found, not the first only."""


class Failed(MaljaError):
    """The input was fine, the work could not be done."""


def _say_or_show(problem: Problem) -> str:
    """The sentence of a problem, or what it holds: an error that cannot be printed hides what happened."""
    try:
        return _put_in_words(problem)
    except KeyError:
        return repr(problem)
