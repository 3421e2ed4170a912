"""The one place that makes PDF pages: a Typst template of this package and data go in, a PDF comes out.

What people wrote reaches Typst as JSON, never as markup: it can hold nothing that Typst would run. The fonts come with
malja, those of the system are not looked at, and the date is given: the same data give the same bytes everywhere.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from typst import Fonts, TypstError, compile_with_warnings

from malja.language.speech import current_speech
from malja.problems import Failed, Problem
from malja.report.missing_letters import box_missing_letters

#: Packages that hold the fonts, in folders named `files`: one family for Latin, Cyrillic and Greek, its Arabic sister.
_FONT_PACKAGES = ("fontpkg_ibm_plex_sans", "fontpkg_ibm_plex_sans_arabic")

#: What they hold; a picture that is set on a page is drawn with them too.
FAMILIES = ("IBM Plex Sans", "IBM Plex Sans Arabic")

#: A date that means nothing, for what must not tell when it was made, or of which nothing is known.
NO_DATE = datetime.date(1980, 1, 1)

#: What every template begins with: fonts, direction, and the functions that templates share.
_SHARED_TEMPLATE = "page.typ"

#: How Typst's refusal of a tagged page begins where a letter of it can't be drawn.
_MISSING_LETTER = "PDF/UA-1 error: the text"

#: A page on which a text stands alone, to see whether it can be drawn.
_TEXT_ALONE = (
    b'#set document(title: "-")\n#set text(font: json(bytes(sys.inputs.fonts)))\n#json(bytes(sys.inputs.text))'
)


def print_pdf(*templates: str, data: Mapping[str, object], made: datetime.date, tagged: bool = True) -> bytes:
    """The PDF of templates (their paths below this folder), one after the other, filled with data, as is spoken.

    `made` is the date it bears; `tagged`: for screen readers (PDF/UA-1), which makes the file larger. A letter that no
    font holds is a box with its code. Raises Failed when Typst refuses, which it does for a picture that is no picture.
    """
    source = "\n".join(
        files("malja.report").joinpath(name).read_text(encoding="utf-8") for name in (_SHARED_TEMPLATE, *templates)
    )
    inputs = {"data": json.dumps({**_speech(), **box_missing_letters(data, _can_draw)}, ensure_ascii=False)}
    moment = datetime.datetime.combine(made, datetime.time(), datetime.UTC)
    try:
        try:
            return _compile(source.encode(), inputs, moment, tagged=tagged)
        except TypstError as error:
            # Letters that can be drawn alone, and not in their word: better a page without tags than none.
            if not (tagged and error.message.startswith(_MISSING_LETTER)):
                raise
            return _compile(source.encode(), inputs, moment, tagged=False)
    except TypstError as error:
        raise Failed([Problem.at(None, "unprintable", value=templates[0], reason=error.message[:200])]) from error


def _compile(source: bytes, inputs: dict[str, str], moment: datetime.datetime | None, *, tagged: bool) -> bytes:
    printed, _ = compile_with_warnings(
        source,
        font_paths=_fonts(),
        sys_inputs=inputs,
        timestamp=moment,
        pdf_standards=["ua-1"] if tagged else [],
        pdf_tags=tagged,
    )
    return printed


@lru_cache(maxsize=4096)
def _can_draw(text: str) -> bool:
    """Whether our fonts have every letter of a text: a tagged page is refused where one is missing."""
    try:
        _compile(_TEXT_ALONE, {"fonts": json.dumps(FAMILIES), "text": json.dumps(text)}, None, tagged=True)
    except TypstError as error:
        return not error.message.startswith(_MISSING_LETTER)
    return True


def _speech() -> dict[str, object]:
    """How the page runs, its fonts, and the form of its page numbers."""
    speech = current_speech()
    numerals = "١" if speech.digits == "arab" else "1"
    return {
        "language": speech.language.code,
        "direction": speech.language.direction,
        "numerals": numerals,
        "families": FAMILIES,
    }


@cache
def _fonts() -> Fonts:
    """Our fonts, and Typst's own for the signs they lack."""
    folders = [str(files(package).joinpath("files")) for package in _FONT_PACKAGES]
    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
