"""Which language is spoken now: set for a stretch of the program, in each thread and task by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from malja.language.languages import Language, load_language
from malja.problems import Problem, Refused

#: Digits of each kind, with the marks of decimals and of thousands; None: as the language has them.
DIGIT_SETS: dict[str, tuple[str, str | None, str | None]] = {
    "arab": ("٠١٢٣٤٥٦٧٨٩", "٫", "٬"),
    "latin": ("0123456789", None, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A language, and the digits its numbers are written with: a key of `DIGIT_SETS`."""

    language: Language
    digits: str = "latin"


_current: ContextVar[Speech | None] = ContextVar("malja_speech", default=None)


def current_speech() -> Speech:
    """What is spoken now; English with Latin digits unless `speaking` says otherwise."""
    return _current.get() or Speech(language=load_language("en"))


def speak(locale: str, digits: str = "latin") -> Speech:
    """Speak a language from now on, in this thread or task: `locale` one of `languages()`, `digits` latin or arab.

    Raises Refused when it is neither.
    """
    speech = _speech(locale, digits)
    _current.set(speech)
    return speech


@contextmanager
def speaking(locale: str, digits: str = "latin") -> Iterator[Speech]:
    """Speak a language within the `with`, then what was spoken before."""
    speech = _speech(locale, digits)
    token = _current.set(speech)
    try:
        yield speech
    finally:
        _current.reset(token)


def _speech(locale: str, digits: str) -> Speech:
    if digits not in DIGIT_SETS:
        raise Refused([Problem.at(None, "not_a_choice", "digits", digits, choices=", ".join(DIGIT_SETS))])
    return Speech(language=load_language(locale), digits=digits)
