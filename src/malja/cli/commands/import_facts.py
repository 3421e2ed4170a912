"""`malja import`: many facts from a file, all or nothing; the same file again adds nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.opening import DAY
from malja.cli.record.fact_commands import by_option
from malja.cli.record.record_words import words
from malja.cli.terminal.refusals import Spoken

if TYPE_CHECKING:
    from malja.facts.fact import Fact


def _run(what: tuple[str, ...], on: datetime.datetime | None, by: str, source: str, template: str) -> None:
    """Import a file, or write an empty one."""
    if template:
        if len(what) != 1:
            raise click.UsageError(words("template_usage"))
        _write(template, Path(what[0]))
        return
    match what:
        case (site, kind, file):
            _import(Path(site), kind, Path(file), on, by, source)
        case (site, file):
            _import(Path(site), "", Path(file), on, by, source)
        case _:
            raise click.UsageError(words("import_usage"))


import_command = Spoken(
    name="import",
    callback=_run,
    help=words("help_import"),
    short_help=words("short_import"),
    params=[
        click.Argument(["what"], nargs=-1, required=True, metavar="SITE [KIND] FILE"),
        click.Option(["--on"], type=DAY, metavar="DATE", help=words("help_import_on")),
        by_option(),
        click.Option(["--source"], default="", metavar="TEXT", help=words("help_import_source")),
        click.Option(["--template"], default="", metavar="KIND", help=words("help_template")),
    ],
)


def _write(kind: str, out: Path) -> None:
    from malja.cli.record.import_files import write_template
    from malja.language.clean_text import clean_text

    path = write_template(kind, out)
    named = path.stem.lower() == kind.strip().lower() or path.suffix.lower() != ".csv"
    click.echo(clean_text(words("template_written" if named else "template_written_kind", path=path, kind=kind)))


def _import(site: Path, kind: str, file: Path, on: datetime.datetime | None, by: str, source: str) -> None:
    from malja.cli.record.import_files import read_rows
    from malja.cli.record.recording import record_rows

    read = read_rows(file, kind, on.date() if on else None)
    rows = [(fact if fact.source or not source else replace(fact, source=source), place) for fact, place in read.rows]
    new = record_rows(site, rows, read.problems, by=by)
    _say(file, [fact for fact, _ in rows], new)


def _say(file: Path, facts: Sequence[Fact], new: int) -> None:
    """How many rows were recorded, of which kinds, and how many had been recorded before."""
    from malja.language.clean_text import clean_text

    values = {"file": file.name, "rows": len(facts), "new": new, "known": len(facts) - new}
    code = "import_nothing" if not facts else "import_all" if new == len(facts) else "import_some"
    click.echo(clean_text(words("import_known" if facts and not new else code, **values)))
    for kind, number in Counter(fact.kind for fact in facts).items() if new else ():
        click.echo("  " + words("import_kind", kind=kind, number=number))
