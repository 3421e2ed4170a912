"""Turn a code and values into a sentence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from malja.problems import Problem


@cache
def messages(locale: str = "en") -> dict[str, dict[str, str]]:
    """All messages of a language: section, code, words with values in braces."""
    text = files("malja.language").joinpath(f"{locale}.toml").read_text(encoding="utf-8")
    return {section: dict(codes) for section, codes in tomllib.loads(text).items()}


def say(section: str, code: str, locale: str = "en", **values: object) -> str:
    """The sentence for a code with its values put in; an unknown code or a missing value raises KeyError."""
    return messages(locale)[section][code].format(**values)


def say_problem(problem: Problem, locale: str = "en") -> str:
    """A problem in words: where it stands (file, row, column), the value, and what would be right."""
    where = [problem.file] if problem.file else []
    if problem.row is not None:
        where.append(say("where", "row", locale, row=problem.row))
    if problem.column:
        where.append(say("where", "column", locale, column=problem.column))
    words = say("problem", problem.code, locale, value=problem.value, **dict(problem.values))
    return f"{', '.join(where)}: {words}" if where else words
