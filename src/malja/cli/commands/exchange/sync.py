"""`malja sync`: what the devices of a site tell each other, by a file that only they can read."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.show.devices import describe_received, say_exported, say_new_doubts
from malja.cli.options import FORCE, PATH, SITE
from malja.cli.repeated_words import SiteCommandGroup
from malja.cli.terminal.output import print_lines
from malja.language.say import say, say_problem
from malja.site.exchange import receive_site_bundle, write_site_bundle
from malja.site.site import Site


@click.group("sync", cls=SiteCommandGroup, help=say("record", "help_sync"), short_help=say("record", "short_sync"))
def sync_group() -> None:
    """The commands that exchange bundles."""


@sync_group.command("export", help=say("record", "help_sync_export"), short_help=say("record", "short_sync_export"))
@SITE
@click.argument("to", type=PATH, metavar="FILE_OR_DIR")
@click.option("--all", "everything", is_flag=True, help=say("record", "help_sync_all"))
@FORCE
def _export_bundle(site: Path, to: Path, everything: bool, force: bool) -> None:
    """Write a bundle."""
    with Site.open(site) as opened:
        print_lines([say_exported(write_site_bundle(opened, to, everything=everything, force=force))])


@sync_group.command("import", help=say("record", "help_sync_import"), short_help=say("record", "short_sync_import"))
@SITE
@click.argument("file", type=PATH, metavar="FILE")
def _receive_bundle(site: Path, file: Path) -> None:
    """Take in a bundle."""
    with Site.open(site) as opened:
        before = {doubt.id for doubt in opened.doubts}
        received = receive_site_bundle(opened, file)
        # The entries are in: say so before the state is made from them, whatever comes of that.
        print_lines(describe_received(received))
        print_lines(map(say_problem, received.notices), error=True)
        new_doubts = say_new_doubts(opened, before)
    print_lines([new_doubts] if new_doubts else [])
