"""`malja device`: which devices belong to a site, and how another comes to it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.show.devices import describe_devices, say_card, say_enrolled, say_revoked
from malja.cli.options import BY, FORCE, ON, PATH, SITE
from malja.cli.repeated_words import SiteCommandGroup
from malja.cli.terminal.output import print_lines, print_parts
from malja.language.say import say
from malja.outputs import refuse_taken_file, write_output
from malja.site.exchange import enrol_member, revoke_member
from malja.site.join import load_card
from malja.site.site import Site
from malja.tables.read_csv import read_text_file

#: No file's name is longer: a card is.
_LONGEST_PATH = 120


@click.group(
    "device", cls=SiteCommandGroup, help=say("record", "help_device"), short_help=say("record", "short_device")
)
def device_group() -> None:
    """The commands about devices."""


@device_group.command("card", help=say("record", "help_device_card"), short_help=say("record", "short_device_card"))
@SITE
@click.option("--name", default="", metavar="NAME", help=say("record", "help_card_name"))
@click.option("--out", type=PATH, metavar="FILE", help=say("record", "help_card_out"))
@FORCE
def _show_card(site: Path, name: str, out: Path | None, force: bool) -> None:
    """Show the card of the device in a folder, made where there is none."""
    if out is not None:
        refuse_taken_file(out, force=force)
    card = load_card(site, name=name)
    click.echo(card.to_text())
    if out is not None:
        write_output(out, f"{card.to_text()}\n".encode(), force=force)
    print_lines([say_card(card)], error=True)


@device_group.command("enrol", help=say("record", "help_device_enrol"), short_help=say("record", "short_device_enrol"))
@SITE
@click.argument("card", metavar="CARD")
@ON
@BY
def _enrol_device(site: Path, card: str, on: datetime.date | None, by: str) -> None:
    """Let another device take part."""
    with Site.open(site) as opened:
        print_lines([say_enrolled(enrol_member(opened, _read_card(card), by=by, day=on or opened.today))])


def _read_card(typed: str) -> str:
    """The card's line: what was typed, or what stands in the file of that name."""
    path = Path(typed)
    return read_text_file(path, path.name).strip() if len(typed) <= _LONGEST_PATH and path.is_file() else typed


@device_group.command(
    "revoke", help=say("record", "help_device_revoke"), short_help=say("record", "short_device_revoke")
)
@SITE
@click.argument("device", metavar="DEVICE")
@click.option("--from", "start", type=click.IntRange(1), metavar="NUMBER", help=say("record", "help_revoke_from"))
@click.option("--reason", default="", metavar="TEXT", help=say("record", "help_revoke_reason"))
@ON
@BY
def _revoke_device(site: Path, device: str, start: int | None, reason: str, on: datetime.date | None, by: str) -> None:
    """End a device."""
    with Site.open(site) as opened:
        card = revoke_member(opened, device, by=by, day=on or opened.today, start=start, reason=reason)
        print_lines([say_revoked(opened, card)])


@device_group.command("list", help=say("record", "help_device_list"), short_help=say("record", "short_device_list"))
@SITE
def _list_devices(site: Path) -> None:
    """List the devices of a site."""
    with Site.open(site) as opened:
        print_parts([describe_devices(opened)])
