"""`malja site`: found a site or join one, see how it stands, change its tables, settle doubts, write it out."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.operation.source import OperationSource
from malja.briefing.record.desk_words import remember
from malja.briefing.record.fact_day import read_typed_day
from malja.briefing.record.recording import read_rows_of_cells, record_facts, settle_doubt
from malja.briefing.record.table_rows import remove_row, set_row
from malja.briefing.record.taking_back import take_back
from malja.briefing.show.daily_page import daily_page
from malja.briefing.show.doubts import describe_doubts
from malja.briefing.show.founding import (
    describe_founded,
    describe_joined,
    say_rebuilt,
    say_written,
    state_as_json,
)
from malja.briefing.show.status import ON_PAPER, ON_SCREEN, StatusLimits, chains_block, say_as_of, status_blocks
from malja.briefing.show.status_json import status_json
from malja.briefing.show.told import MOST_TOLD, describe_told
from malja.cli.commands.upkeep.close import close_command
from malja.cli.commands.upkeep.keep import backup_command, connect_command, recover_command, restore_command
from malja.cli.options import AS_JSON, AS_OF, BY, DAY, FORCE, PATH, SITE, name_options, with_when
from malja.cli.repeated_words import SiteCommandGroup
from malja.cli.terminal.output import print_blocks, print_json, print_lines, print_recorded
from malja.language.say import say
from malja.operation.reading.read_operation import read_operation
from malja.operation.write_operation import write_operation
from malja.outputs import refuse_taken_file, write_output
from malja.problems import Refused
from malja.site.join import join_site
from malja.site.site import FIRST_DEVICE, Site
from malja.site.state.kinds import HANDED_OVER
from malja.site.status.status import SiteStatus, read_status


@click.group("site", cls=SiteCommandGroup, help=say("record", "help_site"), short_help=say("record", "short_site"))
def site_group() -> None:
    """The commands about a site itself."""


site_group.add_command(close_command, "close")
for _command in (backup_command, connect_command, recover_command, restore_command):
    site_group.add_command(_command)


@site_group.command("new", help=say("record", "help_site_new"), short_help=say("record", "short_site_new"))
@click.argument("folder", type=PATH, metavar="DIR")
@click.option("--from", "operation", type=PATH, metavar="OPERATION", help=say("record", "help_site_from"))
@click.option("--name", default="", metavar="TEXT", help=say("record", "help_site_name"))
@click.option("--database", default="", metavar="URL", help=say("record", "help_database"))
@click.option("--device", default="", metavar="NAME", help=say("record", "help_device_name"))
@click.option("--on", type=DAY, metavar="DATE", help=say("record", "help_site_on"))
@BY
def _found_site(
    folder: Path, operation: Path | None, name: str, database: str, device: str, on: datetime.date | None, by: str
) -> None:
    """Found a site in a new folder."""
    tables = read_operation(operation) if operation else None
    first = device or FIRST_DEVICE
    with Site.found(
        folder, name=name, database=database or None, tables=tables, by=by, device_name=first, on=on
    ) as site:
        print_lines(describe_founded(site, on_tables=tables is not None))


@site_group.command("join", help=say("record", "help_site_join"), short_help=say("record", "short_site_join"))
@click.argument("folder", type=PATH, metavar="DIR")
@click.argument("bundle", type=PATH, metavar="BUNDLE")
@click.option("--founder", default="", metavar="FINGERPRINT", help=say("record", "help_founder"))
@click.option("--database", default="", metavar="URL", help=say("record", "help_database"))
def _join_from_bundle(folder: Path, bundle: Path, founder: str, database: str) -> None:
    """Join a site from a bundle."""
    card, entries = join_site(folder, bundle, founder=founder, database=database)
    print_lines(describe_joined(folder, card, entries, compared=bool(founder)))


@site_group.command("status", help=say("record", "help_site_status"), short_help=say("record", "short_site_status"))
@SITE
@AS_OF
@AS_JSON
def _show_status(site: Path, as_of: datetime.date | None, as_json: bool) -> None:
    """Say how a site stands on the evening of a day, its last if None."""
    with Site.open(site) as opened:
        now = read_status(opened, as_of)
    if as_json:
        print_json(status_json(now))
        return
    _print_page(now, ON_SCREEN)


def _print_page(now: SiteStatus, most: StatusLimits) -> None:
    print_lines([now.name, say_as_of(now)])
    print_blocks([*status_blocks(now, most=most), chains_block(now)])


@site_group.command("day", help=say("record", "help_site_day"), short_help=say("record", "short_site_day"))
@SITE
@click.option("--out", type=PATH, metavar="FILE", help=say("record", "help_day_out"))
@AS_OF
@FORCE
def _show_day(site: Path, out: Path | None, as_of: datetime.date | None, force: bool) -> None:
    """Show the daily page of the evening of a day, or write it as a PDF."""
    if out is not None:
        refuse_taken_file(out, force=force)
    with Site.open(site) as opened:
        now = read_status(opened, as_of)
    if out is None:
        _print_page(now, ON_PAPER)
        return
    write_output(out, daily_page(now), force=force)
    print_lines([say_written("day_written", out)])


@site_group.command("doubts", help=say("record", "help_site_doubts"), short_help=say("record", "short_site_doubts"))
@SITE
@click.option("--all", "everything", is_flag=True, help=say("record", "help_doubts_all"))
def _show_doubts(site: Path, everything: bool) -> None:
    """List the doubts."""
    with Site.open(site) as opened:
        print_lines(describe_doubts(opened.doubts, settled=everything))


@site_group.command(
    "remember", help=say("record", "help_site_remember"), short_help=say("record", "short_site_remember")
)
@SITE
@click.argument("words", nargs=-1, metavar="[NAME=VALUE]...")
def _remember(site: Path, words: tuple[str, ...]) -> None:
    """Remember what this desk repeats, or say what it does."""
    print_lines(remember(site, words))


@with_when
@site_group.command("settle", help=say("record", "help_site_settle"), short_help=say("record", "short_site_settle"))
@SITE
@click.argument("doubt", metavar="DOUBT")
@click.argument("reason", metavar="REASON")
def _settle(site: Path, doubt: str, reason: str, by: str, **when: str | None) -> None:
    """Settle a doubt."""
    try:
        with Site.open(site) as opened:
            print_recorded(settle_doubt(opened, doubt, {**_filled(when), "reason": reason}, by=by))
    except Refused as refused:
        labels = {"doubt": "DOUBT", "reason": "REASON", "happened": "--on"}
        raise name_options(refused.problems, labels) from refused


@with_when
@site_group.command(
    "handover", help=say("record", "help_site_handover"), short_help=say("record", "short_site_handover")
)
@SITE
@click.argument("text", metavar="TEXT")
@click.option("--place", default="", metavar="PLACE", help=say("record", "help_handover_place"))
def _hand_over(site: Path, text: str, place: str, by: str, **when: str | None) -> None:
    """Tell the next shift what it must know."""
    try:
        cells = {**_filled({**when, "place": place}), "text": text}
        with Site.open(site) as opened:
            print_recorded(record_facts(opened, read_rows_of_cells(HANDED_OVER, [cells]), by=by))
    except Refused as refused:
        raise name_options(refused.problems, {"text": "TEXT", "place": "--place", "happened": "--on"}) from refused


@site_group.command("told", help=say("record", "help_site_told"), short_help=say("record", "short_site_told"))
@SITE
@click.option("--most", type=click.IntRange(1), default=MOST_TOLD, show_default=True, help=say("record", "help_most"))
@click.option("--since", type=DAY, metavar="DATE", help=say("record", "help_told_since"))
def _show_told(site: Path, most: int, since: datetime.date | None) -> None:
    """List what was told of late."""
    with Site.open(site) as opened:
        print_lines(describe_told(opened, most=most, since=since))


@with_when
@site_group.command("undo", help=say("record", "help_site_undo"), short_help=say("record", "short_site_undo"))
@SITE
@click.argument("number", nargs=-1, required=True, metavar="NUMBER...")
@click.option("--reason", required=True, metavar="TEXT", help=say("record", "help_undo_reason"))
@click.option("--agreed-by", default="", metavar="CODE", help=say("record", "help_agreed_by"))
def _undo(site: Path, number: tuple[str, ...], reason: str, agreed_by: str, by: str, **when: str | None) -> None:
    """Take facts back."""
    try:
        day, source = read_typed_day(when.get("happened") or ""), when.get("source") or ""
        with Site.open(site) as opened:
            taken = take_back(opened, number, reason=reason, agreed_by=agreed_by, on=day, source=source, by=by)
        print_recorded(taken)
    except Refused as refused:
        labels = {"number": "NUMBER", "reason": "--reason", "agreed_by": "--agreed-by", "happened": "--on"}
        raise name_options(refused.problems, labels) from refused


@with_when
@site_group.command("set", help=say("record", "help_site_set"), short_help=say("record", "short_site_set"))
@SITE
@click.argument("table", metavar="TABLE")
@click.argument("row", nargs=-1, metavar="[ROW] COLUMN=VALUE...")
def _set_cells(site: Path, table: str, row: tuple[str, ...], by: str, **when: str | None) -> None:
    """Set cells of a row."""
    try:
        with Site.open(site) as opened:
            print_lines([set_row(opened, table, row, _filled(when), by=by)])
    except Refused as refused:
        raise name_options(refused.problems, {"happened": "--on"}) from refused


@with_when
@site_group.command("unset", help=say("record", "help_site_unset"), short_help=say("record", "short_site_unset"))
@SITE
@click.argument("table", metavar="TABLE")
@click.argument("row", metavar="ROW")
def _unset(site: Path, table: str, row: str, by: str, **when: str | None) -> None:
    """Remove a row."""
    try:
        with Site.open(site) as opened:
            print_recorded(remove_row(opened, table, row, _filled(when), by=by))
    except Refused as refused:
        raise name_options(refused.problems, {"happened": "--on"}) from refused


def _filled(when: dict[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in when.items() if text}


@site_group.command("export", help=say("record", "help_site_export"), short_help=say("record", "short_site_export"))
@SITE
@click.argument("out", type=PATH, metavar="DIR")
@AS_OF
def _export_tables(site: Path, out: Path, as_of: datetime.date | None) -> None:
    """Write the operation as tables."""
    write_operation(OperationSource(path=site, as_of=as_of).read(), out)
    print_lines([say_written("site_exported", out)])


@site_group.command("rebuild", help=say("record", "help_site_rebuild"), short_help=say("record", "short_site_rebuild"))
@SITE
@click.option("--out", type=PATH, metavar="FILE", help=say("record", "help_rebuild_out"))
@FORCE
def _rebuild(site: Path, out: Path | None, force: bool) -> None:
    """Make the state anew from the journal, and write it as JSON into `out`."""
    if out is not None:
        refuse_taken_file(out, force=force)
    with Site.open(site) as opened:
        state = opened.rebuild()
        if out is not None:
            write_output(out, state_as_json(state).encode(), force=force)
            print_lines([say_written("state_written", out)])
        print_lines([say_rebuilt(state)])
