"""`malja site backup`, `restore`, `recover` and `connect`: a site is kept, and comes back."""

from __future__ import annotations

from pathlib import Path

import click

from malja import clock
from malja.briefing.show.keeping import describe_backup, describe_recovered, describe_restored
from malja.cli.options import BY, PATH, SITE
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.site.backup import back_up_site, make_backup_key, restore_site
from malja.site.folder import allow_database, name_server, read_site_file
from malja.site.recovery import recover_site
from malja.site.site import Site


@click.command(
    "backup", cls=SpokenCommand, help=say("record", "help_site_backup"), short_help=say("record", "short_site_backup")
)
@SITE
@click.argument("to", type=PATH, metavar="DIR")
@click.option("--for", "recipient", default="", metavar="RECIPIENT", help=say("record", "help_backup_for"))
@click.option("--new-key", "key", type=PATH, metavar="FILE", help=say("record", "help_backup_new_key"))
def backup_command(site: Path, to: Path, recipient: str, key: Path | None) -> None:
    """Write a backup and read it back."""
    if bool(recipient) == (key is not None):
        raise click.UsageError(say("cli", "backup_one_recipient"))
    with Site.open(site) as opened:
        sealed_to = make_backup_key(key, site, to) if key else recipient
        written = back_up_site(opened, to, sealed_to, day=clock.today())
    print_lines(describe_backup(written, key))


@click.command(
    "restore",
    cls=SpokenCommand,
    help=say("record", "help_site_restore"),
    short_help=say("record", "short_site_restore"),
)
@click.argument("folder", type=PATH, metavar="DIR")
@click.argument("file", type=PATH, metavar="BACKUP")
@click.option("--key", type=PATH, required=True, metavar="FILE", help=say("record", "help_restore_key"))
@click.option("--device", required=True, metavar="NAME", help=say("record", "help_restore_device"))
@BY
def restore_command(folder: Path, file: Path, key: Path, device: str, by: str) -> None:
    """Make a site of a backup, with a new device."""
    print_lines(describe_restored(folder, restore_site(folder, file, key, name=device, by=by, day=clock.today())))


@click.command(
    "recover",
    cls=SpokenCommand,
    help=say("record", "help_site_recover"),
    short_help=say("record", "short_site_recover"),
)
@SITE
@click.argument("to", type=PATH, metavar="DIR")
def recover_command(site: Path, to: Path) -> None:
    """Save what can be read of a damaged site into a new folder."""
    print_lines(describe_recovered(to, recover_site(site, to)))


@click.command(
    "connect",
    cls=SpokenCommand,
    help=say("record", "help_site_connect"),
    short_help=say("record", "short_site_connect"),
)
@SITE
@click.option("--yes", is_flag=True, help=say("record", "help_connect_yes"))
def connect_command(site: Path, yes: bool) -> None:
    """Let malja connect to the server that site.toml names."""
    about = read_site_file(site)
    if not about.database:
        print_lines([say("cli", "connect_none", path=site)])
        return
    address = name_server(about.database)
    print_lines([say("cli", "connect_asked", address=address)])
    if yes or click.confirm(say("cli", "connect_right"), err=True):
        allow_database(about.database)
        print_lines([say("cli", "connect_remembered", address=address)])
