"""`malja sync`: what the devices of a site tell each other, by a file that only they can read."""

from __future__ import annotations

from pathlib import Path

import click

from malja.cli.record.fact_commands import SITE
from malja.cli.record.record_words import words
from malja.cli.terminal.refusals import Commands

FILE = click.Path(path_type=Path)


@click.group(cls=Commands, help=words("help_sync"), short_help=words("short_sync"))
def sync() -> None:
    """The commands that exchange bundles."""


@sync.command("export", help=words("help_sync_export"), short_help=words("short_sync_export"))
@SITE
@click.argument("to", type=FILE, metavar="FILE_OR_DIR")
@click.option("--all", "everything", is_flag=True, help=words("help_sync_all"))
def export_command(site: Path, to: Path, everything: bool) -> None:
    """Write a bundle."""
    from malja.language.clean_text import clean_text
    from malja.language.say import say_list
    from malja.site.exchange import write_site_bundle
    from malja.site.site import Site

    with Site.open(site) as opened:
        made = write_site_bundle(opened, to, everything=everything)
    values = {"file": made.file, "entries": f"{made.entries:,}"}
    code = "sync_exported" if made.devices else "sync_exported_alone"
    click.echo(clean_text(words(code, devices=say_list(made.devices), **values)))


@sync.command("import", help=words("help_sync_import"), short_help=words("short_sync_import"))
@SITE
@click.argument("file", type=FILE, metavar="FILE")
def import_command(site: Path, file: Path) -> None:
    """Take in a bundle."""
    from malja.language.clean_text import clean_text
    from malja.language.say import say_problem
    from malja.site.exchange import receive_site_bundle
    from malja.site.site import Site

    with Site.open(site) as opened:
        before = {doubt.id for doubt in opened.doubts}
        got = receive_site_bundle(opened, file)
        # The entries are in: that is said before anything is made of them, whatever comes of it.
        code = "sync_received" if got.new else "sync_nothing_new"
        click.echo(clean_text(words(code, name=got.sender.name, entries=f"{got.new:,}")))
        if got.waiting:
            click.echo(clean_text(words("sync_waiting", entries=got.waiting)))
        for notice in got.notices:
            click.echo(clean_text(say_problem(notice)), err=True)
        more = [doubt for doubt in opened.doubts if doubt.id not in before and not doubt.settled]
    if more:
        click.echo(clean_text(words("sync_doubts", number=len(more))))
