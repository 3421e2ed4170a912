"""`malja journal`: is it what was written, what stands in it, where its chains end."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.show.journal import describe_aside, describe_entries, verify_journal
from malja.cli.options import AS_JSON, DAY, SITE
from malja.cli.repeated_words import SiteCommandGroup
from malja.cli.terminal.output import print_json, print_lines
from malja.language.say import say
from malja.site.exchange import format_site_tips
from malja.site.site import Site


@click.group(
    "journal", cls=SiteCommandGroup, help=say("record", "help_journal"), short_help=say("record", "short_journal")
)
def journal_group() -> None:
    """The commands about the journal."""


@journal_group.command(
    "verify", help=say("record", "help_journal_verify"), short_help=say("record", "short_journal_verify")
)
@SITE
@click.option("--against", default="", metavar="TEXT", help=say("record", "help_against"))
def _verify_entries(site: Path, against: str) -> None:
    """Verify the journal; exit code 1 where anything is wrong."""
    with Site.open(site) as opened:
        lines, sound = verify_journal(opened, against)
    print_lines(lines)
    if not sound:
        raise click.exceptions.Exit(1)


@journal_group.command("show", help=say("record", "help_journal_show"), short_help=say("record", "short_journal_show"))
@SITE
@click.option("--kind", default="", metavar="KIND", help=say("record", "help_journal_kind"))
@click.option("--since", type=DAY, metavar="DATE", help=say("record", "help_journal_since"))
@click.option("--aside", is_flag=True, help=say("record", "help_journal_aside"))
@AS_JSON
def _show_entries(site: Path, kind: str, since: datetime.date | None, aside: bool, as_json: bool) -> None:
    """Show entries, or with `aside` those in quarantine."""
    describe = describe_aside if aside else describe_entries
    with Site.open(site) as opened:
        lines = describe(opened, kind, since, as_json=as_json)
        if not as_json:
            print_lines(lines)
            return
        for line in lines:  # the same values: cleaned, they would no longer be what was signed
            print_json(f"{line}\n")


@journal_group.command(
    "heads", help=say("record", "help_journal_heads"), short_help=say("record", "short_journal_heads")
)
@SITE
def _show_heads(site: Path) -> None:
    """Show where the chains end, to be compared with another device or a page that was printed."""
    with Site.open(site) as opened:
        print_lines(format_site_tips(opened))
