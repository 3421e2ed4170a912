"""`malja journal`: is it what was written, what stands in it, where its chains end."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.opening import DAY
from malja.cli.record.fact_commands import SITE
from malja.cli.record.record_words import words
from malja.cli.terminal.refusals import Commands


@click.group(cls=Commands, help=words("help_journal"), short_help=words("short_journal"))
def journal() -> None:
    """The commands about the journal."""


@journal.command("verify", help=words("help_journal_verify"), short_help=words("short_journal_verify"))
@SITE
@click.option("--against", default="", metavar="TEXT", help=words("help_against"))
def verify_command(site: Path, against: str) -> None:
    """Verify the journal."""
    from malja.cli.show.chains import show_findings

    if not show_findings(site, against):
        raise click.exceptions.Exit(1)


@journal.command("show", help=words("help_journal_show"), short_help=words("short_journal_show"))
@SITE
@click.option("--kind", default="", metavar="KIND", help=words("help_journal_kind"))
@click.option("--since", type=DAY, metavar="DATE", help=words("help_journal_since"))
@click.option("--aside", is_flag=True, help=words("help_journal_aside"))
@click.option("--json", "as_json", is_flag=True, help=words("help_json"))
def show_command(site: Path, kind: str, since: datetime.datetime | None, aside: bool, as_json: bool) -> None:
    """Show entries."""
    from malja.cli.show.chains import show_aside, show_entries

    show = show_aside if aside else show_entries
    show(site, kind, since.date() if since else None, as_json=as_json)


@journal.command("heads", help=words("help_journal_heads"), short_help=words("short_journal_heads"))
@SITE
def heads_command(site: Path) -> None:
    """Show where the chains end."""
    from malja.cli.show.chains import show_heads

    show_heads(site)
