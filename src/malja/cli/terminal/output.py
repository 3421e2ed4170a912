"""What commands print: lines without control characters, rows of cells column below column."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

import click

from malja.briefing.record.recording import Recorded
from malja.briefing.show.rows import AnswerPart, Rows
from malja.cli.terminal.columns import align_rows, terminal_columns
from malja.language.clean_text import clean_text
from malja.report.print_daily_page import DailyBlock

#: Control characters but the end of a line, marks that turn a line around, other ends of lines, the byte-order mark.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
#: A screen that is narrower than this breaks its own lines; a page wider than this is hard to read.
_NARROWEST, _WIDEST = 50, 100


def print_parts(parts: Iterable[AnswerPart]) -> None:
    """Print sentences, and rows below each other."""
    for part in parts:
        if isinstance(part, Rows):
            print_lines(align_rows(part.cells, figures=part.figures, indent=2 if part.below else 0))
        else:
            print_lines([part])


def print_lines(lines: Iterable[str], *, error: bool = False) -> None:
    """Print lines; `error`: on standard error."""
    for line in lines:
        click.echo(clean_text(line), err=error)


def print_json(text: str) -> None:
    """Print JSON: what could take over a terminal or turn a line around stands there by its code, the same value."""
    click.echo(escape_json(text), nl=False)


def escape_json(text: str) -> str:
    """JSON with control characters and marks of direction as escapes, which say the same; they stand only in texts."""
    return _UNSAFE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def print_recorded(recorded: Recorded) -> None:
    """Print what was recorded, and the notices on standard error."""
    print_lines(recorded.lines)
    print_lines(recorded.notices, error=True)


def print_blocks(blocks: Iterable[DailyBlock]) -> None:
    """Print parts of a page: the title at the left, and everything else below it, set in by two columns."""
    columns = max(_NARROWEST, min(_WIDEST, terminal_columns()))
    for block in blocks:
        print_lines([block.title])
        for line in block.lines:
            print_lines(textwrap.wrap(line, columns, initial_indent="  ", subsequent_indent="    "))
        print_lines(align_rows(block.rows, figures=block.figures, columns=columns))
