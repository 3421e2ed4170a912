"""`malja export`: a plan that was made before, as data for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.plan_file import read_plan
from malja.cli.words import words
from malja.files import write_all
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.lifts.plan import Plan
    from malja.operation.operation import Operation


def export(source: Path, plan_file: Path, out: Path) -> None:
    """Write the plan's workbook and its HXL files into `out`."""
    from malja.report.hxl import hxl_files
    from malja.report.workbook import workbook

    operation, plan = _read(source, plan_file, out)
    _write(out, {"plan.xlsx": workbook(operation, plan), **hxl_files(operation, plan)})


def export_public(source: Path, plan_file: Path, out: Path, *, title: str, own_names: bool) -> None:
    """Write what may leave the operation into `out`, and say which words of the operation's own stand in it."""
    from malja.report.public.coarsening import public
    from malja.report.public.files import public_files
    from malja.report.situation import situation

    refuse_mixed(out)
    operation, plan = _read(source, plan_file, out)
    _write(out, public_files(public(situation(operation, plan), title=title, own_names=own_names)))
    say_own_words(operation, title, own_names=own_names)


def refuse_mixed(out: Path) -> None:
    """Refuse a folder that holds anything else: whoever gives it away would give that away too."""
    from malja.report.public.files import NAMES

    others = sorted(path.name for path in out.iterdir() if path.name not in NAMES) if out.is_dir() else []
    if others:
        raise Refused([Problem.at(None, "public_folder_mixed", value=others[0], folder=out)])


def say_own_words(operation: Operation, title: str, *, own_names: bool) -> None:
    """Say which words that are not malja's leave with what is public: whoever publishes it must have seen them."""
    from malja.language.say import listed
    from malja.report.clean_text import clean
    from malja.report.public.known import own_names_of

    found = [*([title] if title else []), *(own_names_of(operation) if own_names else [])]
    click.echo(clean(words("public_words", words=listed(found)) if found else words("public_no_words")))


def _read(source: Path, plan_file: Path, out: Path) -> tuple[Operation, Plan]:
    from malja.operation.reading import read

    if out.exists() and not out.is_dir():
        raise Refused([Problem(code="out_is_file", file=str(out))])
    operation = read(source)
    return operation, read_plan(plan_file, operation)


def _write(out: Path, files: dict[str, bytes]) -> None:
    from malja.language.say import listed
    from malja.report.clean_text import clean

    write_all(out, files)
    click.echo(clean(words("exported", path=out, files=listed(files))))
