"""`malja import`: many facts from a file, all or nothing; the same file again adds nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.record.import_files import import_facts, write_import_template
from malja.briefing.record.import_preview import preview_facts
from malja.cli.options import BY, DAY, PATH
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.site.site import Site


@click.command("import", cls=SpokenCommand, help=say("record", "help_import"), short_help=say("record", "short_import"))
@click.argument("what", nargs=-1, required=True, metavar="SITE [KIND] FILE")
@click.option("--on", type=DAY, metavar="DATE", help=say("record", "help_import_on"))
@BY
@click.option("--source", default="", metavar="TEXT", help=say("record", "help_import_source"))
@click.option("--columns", type=PATH, metavar="FILE", help=say("record", "help_import_columns"))
@click.option("--preview", is_flag=True, help=say("record", "help_import_preview"))
@click.option("--template", default="", metavar="KIND", help=say("record", "help_template"))
def import_facts_command(
    what: tuple[str, ...],
    on: datetime.date | None,
    by: str,
    source: str,
    columns: Path | None,
    preview: bool,
    template: str,
) -> None:
    """Import a file, or write an empty one."""
    if template:
        if len(what) != 1:
            raise click.UsageError(say("cli", "template_usage"))
        print_lines([write_import_template(template, Path(what[0]))])
        return
    if len(what) not in (2, 3):
        raise click.UsageError(say("cli", "import_usage"))
    site, *kind, file = what
    if preview:
        print_lines(preview_facts(Path(file), "".join(kind), on=on, columns=columns))
        return
    with Site.open(Path(site)) as opened:
        print_lines(import_facts(opened, Path(file), "".join(kind), on=on, by=by, source=source, columns=columns))
