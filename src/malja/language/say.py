"""Turn a code and values into a sentence."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import cache

from malja.language.clean_text import clean_text
from malja.language.isolation import FSI, PDI, is_balanced, isolate, strip_marks
from malja.language.languages import load_language
from malja.language.names import say_name, say_unit
from malja.language.numbers import SaidNumber, choose_counted, use_own_percent, write_digits
from malja.language.speech import Speech, current_speech
from malja.problems import Problem, speak_problems

#: A number that stands in a sentence itself, with its marks.
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
#: Values of a problem that are names or notes of the catalogue, not ids or what somebody typed.
_NAMED = ("goods", "goods_here", "need", "note")
#: Values of a problem that are days of the week, as `monday`.
_WEEKDAYS = ("first_weekday", "weekday")
#: A number that came as text, as in the values of a problem.
_WRITTEN = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def load_messages(locale: str = "en") -> Mapping[str, Mapping[str, str]]:
    """All sentences of a language: section, code, words with values in braces."""
    return load_language(locale).sentences


def say(section: str, code: str, **values: object) -> str:
    """The sentence for a code with its values put in, in the language that is spoken.

    `{days:days}` is the value with the words of the section `counted` that agree with it. Values that run the other way
    than the language are set apart. An unknown code or a missing value raises KeyError.
    """
    speech = current_speech()
    said = []
    for kind, text, counts in _parts(speech.language.code, section, code):
        if kind == "value":
            said.append(_put_in(values[text], counts, speech))
        else:
            said.append(text if kind == "code" else _in_own_digits(text, speech))
    return use_own_percent("".join(said), speech)


#: What helps where a cell of a file is wrong, and would mislead whoever typed the value in a command.
_HINTS_IN_FILES = {"date_two_readings": "hint_excel_dates"}


def say_problem(problem: Problem) -> str:
    """A problem in words: where it stands (file, row, column), the value, and what would be right."""
    where = [problem.file] if problem.file else []
    if problem.row is not None:
        where.append(say("where", "row", row=problem.row))
    if problem.column:
        where.append(say("where", "column", column=problem.column))
    values = {name: _say_value(name, value) for name, value in problem.values}
    words = say("problem", problem.code, value=problem.value, **values)
    if problem.row is not None and problem.code in _HINTS_IN_FILES:
        words = f"{words}. {say('where', _HINTS_IN_FILES[problem.code])}"
    return say("where", "said", where=say_list(where), words=words) if where else words


def _say_value(name: str, value: str) -> str:
    if name in _WEEKDAYS:
        return say("date", value)
    if name == "goods_unit":
        return say_unit(value)
    return say_name(value) if name in _NAMED else value


def say_list(parts: Iterable[str], between: str = "comma") -> str:
    """Several things in one line, each set apart if it runs the other way; `between`: a code of the section `list`."""
    spoken = current_speech().language
    return _sentence(spoken.code, "list", between).join(isolate(part, spoken.direction) for part in parts)


def isolate_word(text: str) -> str:
    """A name or a figure that stands by itself, as a cell of a table: its neighbours stay in their order."""
    return isolate(text, current_speech().language.direction)


def set_note_apart(text: str) -> str:
    """What somebody wrote in another script, as a note or a name, set apart as a whole; a sentence of ours as it is.

    Our own sentences have set apart what they put in, so that a text with anything apart is one of them.
    """
    return text if FSI in text else isolate_word(text)


@cache
def _parts(locale: str, section: str, code: str) -> tuple[tuple[str, str, str], ...]:
    """A sentence taken apart: words, code (what is set apart) and values, these by name and by what they count."""
    parts: list[tuple[str, str, str]] = []
    kind = "words"
    for literal, name, counts, _ in string.Formatter().parse(_sentence(locale, section, code)):
        for piece in re.split(f"([{FSI}{PDI}])", literal):
            kind = {FSI: "code", PDI: "words"}.get(piece, kind)
            parts.append((kind, piece, ""))
        if name is not None:
            parts.append(("value", name, counts or ""))
    return tuple(part for part in parts if part[1])


def _sentence(locale: str, section: str, code: str) -> str:
    """The sentence of a language, or the English one where a language that is still being written has none."""
    own = load_language(locale).sentences.get(section, {})
    return own[code] if code in own else load_language("en").sentences[section][code]


def _put_in(value: object, spec: str, speech: Speech) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = SaidNumber(write_digits(str(value), speech), str(value))
    if spec:
        words = speech.language.counted.get(spec) or load_language("en").counted[spec]
        return choose_counted(words, _number(value, speech), speech)
    text = str(value)
    return isolate(text if is_balanced(text) else strip_marks(text), speech.language.direction)


def _number(value: object, speech: Speech) -> SaidNumber:
    """The value that something is counted by, also where it came as text."""
    if isinstance(value, SaidNumber):
        return value
    text = str(value)
    return (
        SaidNumber(write_digits(text, speech), text.replace(",", ""))
        if _WRITTEN.fullmatch(text)
        else SaidNumber(text, "")
    )


def _in_own_digits(words: str, speech: Speech) -> str:
    """The words of a sentence with their numbers in the digits that are spoken."""
    return words if speech.digits == "latin" else _NUMERAL.sub(lambda found: write_digits(found.group(), speech), words)


speak_problems(lambda problem: clean_text(say_problem(problem)))
