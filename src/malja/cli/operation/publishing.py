"""What may leave the operation: written into a folder that holds nothing else, and named word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.terminal.words import words
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.operation.operation import Operation
    from malja.report.situation import Situation

#: It stands in a folder of its own, so that nothing else is sent along by mistake.
FOLDER = "public"


def public_files_of(situation: Situation, *, title: str, own_names: bool) -> dict[str, bytes]:
    """The files that may leave, by name below the report's folder."""
    from malja.report.report_files import make_public_report_files

    files = make_public_report_files(situation, title=title, own_names=own_names)
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def refuse_mixed(out: Path) -> None:
    """Refuse a folder with anything else in it: whoever gives it away would give that away too."""
    from malja.report.report_files import PUBLIC_NAMES

    folder = out / FOLDER
    others = sorted(path.name for path in folder.iterdir() if path.name not in PUBLIC_NAMES) if folder.is_dir() else []
    if others:
        raise Refused([Problem.at(None, "public_folder_mixed", value=others[0], folder=folder)])


def say_own_words(operation: Operation, *, title: str, own_names: bool) -> None:
    """Say which words that are not malja's leave: whoever publishes them must have seen them."""
    from malja.language.clean_text import clean_text
    from malja.language.say import say_list
    from malja.report.public.public_names import list_own_names

    found = [*([title] if title else []), *(list_own_names(operation) if own_names else [])]
    click.echo(clean_text(words("public_words", words=say_list(found)) if found else words("public_no_words")))
