"""`malja device`: which devices belong to a site, and how another comes to it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja import clock
from malja.cli.opening import DAY
from malja.cli.record.fact_commands import SITE, by_option
from malja.cli.record.record_words import words
from malja.cli.terminal.refusals import Commands

#: Longer than this nothing is a file's name: a card is.
LONGEST_PATH = 120


@click.group(cls=Commands, help=words("help_device"), short_help=words("short_device"))
def device() -> None:
    """The commands about devices."""


@device.command("card", help=words("help_device_card"), short_help=words("short_device_card"))
@SITE
@click.option("--name", default="", metavar="NAME", help=words("help_card_name"))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=words("help_card_out"))
def card_command(site: Path, name: str, out: Path | None) -> None:
    """Show the card of the device in a folder, made where there is none."""
    from malja.files import write_whole
    from malja.journal.chain.device import format_fingerprint
    from malja.site.join import load_card

    made = load_card(site, name=name)
    click.echo(made.to_text())
    if out is not None:
        write_whole(out, f"{made.to_text()}\n".encode())
    click.echo(words("card_fingerprint", name=made.name, fingerprint=format_fingerprint(made.id)), err=True)


@device.command("enrol", help=words("help_device_enrol"), short_help=words("short_device_enrol"))
@SITE
@click.argument("card", metavar="CARD")
@click.option("--on", type=DAY, metavar="DATE", help=words("help_on"))
def enrol_command(site: Path, card: str, on: datetime.datetime | None, by: str) -> None:
    """Let another device take part."""
    from malja.journal.chain.device import format_fingerprint
    from malja.language.clean_text import clean_text
    from malja.site.exchange import enrol_member
    from malja.site.site import Site

    with Site.open(site) as opened:
        let_in = enrol_member(opened, _card(card), by=by, day=on.date() if on else clock.today())
    click.echo(clean_text(words("device_enrolled", name=let_in.name, fingerprint=format_fingerprint(let_in.id))))


enrol_command.params.append(by_option())


def _card(told: str) -> str:
    """The card's line: what was typed, or what stands in the file of that name."""
    from malja.tables.read_csv import read_text

    path = Path(told)
    return read_text(path, path.name).strip() if len(told) <= LONGEST_PATH and path.is_file() else told


@device.command("revoke", help=words("help_device_revoke"), short_help=words("short_device_revoke"))
@SITE
@click.argument("device", metavar="DEVICE")
@click.option("--from", "start", type=click.IntRange(1), metavar="NUMBER", help=words("help_revoke_from"))
@click.option("--reason", default="", metavar="TEXT", help=words("help_revoke_reason"))
@click.option("--on", type=DAY, metavar="DATE", help=words("help_on"))
def revoke_command(
    site: Path, device: str, start: int | None, reason: str, on: datetime.datetime | None, by: str
) -> None:
    """End a device."""
    from malja.language.clean_text import clean_text
    from malja.site.exchange import list_members, revoke_member
    from malja.site.site import Site

    with Site.open(site) as opened:
        day = on.date() if on else clock.today()
        card = revoke_member(opened, device, by=by, day=day, start=start, reason=reason)
        ended = next(one.ended for one in list_members(opened) if one.card.id == card.id)
    click.echo(clean_text(words("device_revoked_from", name=card.name, number=ended)))


revoke_command.params.append(by_option())


@device.command("list", help=words("help_device_list"), short_help=words("short_device_list"))
@SITE
def list_command(site: Path) -> None:
    """List the devices of a site."""
    from malja.cli.terminal.lined_up import lined_up
    from malja.journal.chain.device import format_fingerprint
    from malja.language.clean_text import clean_text
    from malja.site.exchange import list_members
    from malja.site.site import Site

    with Site.open(site) as opened:
        found = list_members(opened)
    rows = [
        [
            one.card.name,
            format_fingerprint(one.card.id),
            words("device_entries", number=one.number),
            words("device_ended", number=one.ended) if one.ended is not None else "",
            words("device_founder") if one.founder else "",
            words("device_here") if one.here else "",
        ]
        for one in found
    ]
    for line in lined_up(rows, indent=0):
        click.echo(clean_text(line))
