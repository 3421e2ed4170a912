"""`malja site`: found a site or join one, see how it stands, change its tables, settle doubts, write it out."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.opening import DAY
from malja.cli.record.fact_commands import SITE, when_options
from malja.cli.record.record_words import words
from malja.cli.terminal.refusals import Commands

FOLDER = click.Path(path_type=Path)


@click.group(cls=Commands, help=words("help_site"), short_help=words("short_site"))
def site() -> None:
    """The commands about a site itself."""


@site.command("new", help=words("help_site_new"), short_help=words("short_site_new"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--from", "operation", type=FOLDER, metavar="OPERATION", help=words("help_site_from"))
@click.option("--name", default="", metavar="TEXT", help=words("help_site_name"))
@click.option("--database", default="", metavar="URL", help=words("help_database"))
@click.option("--device", default="", metavar="NAME", help=words("help_device_name"))
@click.option("--on", type=DAY, metavar="DATE", help=words("help_site_on"))
@click.option("--by", default="", metavar="CODE", help=words("help_by"))
def new_command(
    folder: Path, operation: Path | None, name: str, database: str, device: str, on: datetime.datetime | None, by: str
) -> None:
    """Found a site."""
    from malja.cli.record.founding import found

    found(folder, operation, name=name, database=database, device=device, on=on.date() if on else None, by=by)


@site.command("join", help=words("help_site_join"), short_help=words("short_site_join"))
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.argument("bundle", type=FOLDER, metavar="BUNDLE")
@click.option("--founder", default="", metavar="FINGERPRINT", help=words("help_founder"))
@click.option("--database", default="", metavar="URL", help=words("help_database"))
def join_command(folder: Path, bundle: Path, founder: str, database: str) -> None:
    """Join a site from a bundle."""
    from malja.cli.record.founding import join

    join(folder, bundle, founder=founder, database=database)


@site.command("status", help=words("help_site_status"), short_help=words("short_site_status"))
@SITE
@click.option("--as-of", type=DAY, metavar="DATE", help=words("help_status_as_of"))
@click.option("--json", "as_json", is_flag=True, help=words("help_json"))
def status_command(site: Path, as_of: datetime.datetime | None, as_json: bool) -> None:
    """Say how the site stands."""
    from malja.cli.show.status import show_status

    show_status(site, as_of.date() if as_of else None, as_json=as_json)


@site.command("day", help=words("help_site_day"), short_help=words("short_site_day"))
@SITE
@click.option("--out", required=True, type=FOLDER, metavar="FILE", help=words("help_day_out"))
@click.option("--as-of", type=DAY, metavar="DATE", help=words("help_status_as_of"))
def day_command(site: Path, out: Path, as_of: datetime.datetime | None) -> None:
    """Write the daily page."""
    from malja.cli.show.daily_page import write_day

    write_day(site, out, as_of.date() if as_of else None)


@site.command("doubts", help=words("help_site_doubts"), short_help=words("short_site_doubts"))
@SITE
@click.option("--all", "everything", is_flag=True, help=words("help_doubts_all"))
def doubts_command(site: Path, everything: bool) -> None:
    """List the doubts."""
    from malja.cli.show.doubts import show_doubts

    show_doubts(site, everything=everything)


@site.command("settle", help=words("help_site_settle"), short_help=words("short_site_settle"))
@SITE
@click.argument("doubt", metavar="DOUBT")
@click.argument("reason", metavar="REASON")
def settle_command(site: Path, doubt: str, reason: str, by: str, **said: str | None) -> None:
    """Settle a doubt."""
    from malja.cli.show.doubts import settle

    settle(site, doubt, reason, {name: text for name, text in said.items() if text}, by=by)


settle_command.params += when_options()


@site.command("set", help=words("help_site_set"), short_help=words("short_site_set"))
@SITE
@click.argument("table", metavar="TABLE")
@click.argument("row", nargs=-1, metavar="[ROW] COLUMN=VALUE...")
def set_command(site: Path, table: str, row: tuple[str, ...], by: str, **said: str | None) -> None:
    """Set cells of a row."""
    from malja.cli.record.table_rows import set_row

    set_row(site, table, row, {name: text for name, text in said.items() if text}, by=by)


set_command.params += when_options()


@site.command("unset", help=words("help_site_unset"), short_help=words("short_site_unset"))
@SITE
@click.argument("table", metavar="TABLE")
@click.argument("row", metavar="ROW")
def unset_command(site: Path, table: str, row: str, by: str, **said: str | None) -> None:
    """Remove a row."""
    from malja.cli.record.table_rows import unset_row

    unset_row(site, table, row, {name: text for name, text in said.items() if text}, by=by)


unset_command.params += when_options()


@site.command("export", help=words("help_site_export"), short_help=words("short_site_export"))
@SITE
@click.argument("out", type=FOLDER, metavar="DIR")
@click.option("--as-of", type=DAY, metavar="DATE", help=words("help_status_as_of"))
def export_command(site: Path, out: Path, as_of: datetime.datetime | None) -> None:
    """Write the operation as tables."""
    from malja.cli.opening import Where, opened
    from malja.language.clean_text import clean_text
    from malja.operation.write_operation import write_operation

    write_operation(opened(Where(path=site, as_of=as_of.date() if as_of else None)), out)
    click.echo(clean_text(words("site_exported", path=out)))


@site.command("rebuild", help=words("help_site_rebuild"), short_help=words("short_site_rebuild"))
@SITE
@click.option("--out", type=FOLDER, metavar="FILE", help=words("help_rebuild_out"))
def rebuild_command(site: Path, out: Path | None) -> None:
    """Make the state anew from the journal."""
    from malja.cli.record.founding import rebuild

    rebuild(site, out)
