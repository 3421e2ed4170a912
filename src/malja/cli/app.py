"""The commands and their options."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from malja.cli.commands.clinic import clinic
from malja.cli.commands.device import device
from malja.cli.commands.flight import flight
from malja.cli.commands.import_facts import import_command
from malja.cli.commands.journal import journal
from malja.cli.commands.kitchen import kitchen
from malja.cli.commands.names import names
from malja.cli.commands.people import people
from malja.cli.commands.round import rounds
from malja.cli.commands.site import site
from malja.cli.commands.stock import stock
from malja.cli.commands.sync import sync
from malja.cli.opening import DAY, Where, on_operation, opened
from malja.cli.terminal.refusals import Commands
from malja.cli.terminal.spoken import spoken_options
from malja.cli.terminal.words import finite, words
from malja.versions import find_untested_versions

YES_NO = {True: "yes", False: "no"}


@click.group(
    cls=Commands,
    help=words("help"),
    params=spoken_options(from_environment=True),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    package_name="malja", message="%(prog)s %(version)s", prog_name="malja", help=words("help_version")
)
def app() -> None:
    """All commands; a library in a version that was never tested is said first."""
    for one in find_untested_versions():
        click.echo(words("untested_version", **asdict(one)), err=True)


@app.command("plan", help=words("help_plan"), short_help=words("short_plan"))
@on_operation
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help=words("help_out"))
@click.option("--seconds", type=click.FloatRange(0, min_open=True), callback=finite, help=words("help_seconds"))
@click.option("--gap", type=click.FloatRange(0, 1), callback=finite, help=words("help_gap"))
@click.option("--verbose", "-v", is_flag=True, help=words("help_verbose"))
@click.option("--no-report", is_flag=True, help=words("help_no_report"))
def plan_command(
    operation: Where, out: Path, seconds: float | None, gap: float | None, verbose: bool, no_report: bool
) -> None:
    """Plan an operation, write the plan and the report."""
    from malja.cli.operation.finding_out import beside
    from malja.cli.operation.planning import plan_and_write

    asked = {"seconds": seconds, "gap": gap}
    if no_report:
        plan_and_write(operation, out, **asked, verbose=verbose, meanwhile=lambda _: None)
        return
    from malja.cli.operation.reporting import add_report

    read, plan, works = plan_and_write(operation, out, **asked, verbose=verbose, meanwhile=beside)
    add_report(read, plan, out, works)


@app.command("report", help=words("help_report"), short_help=words("short_report"))
@on_operation
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help=words("help_report_out"))
@click.option("--plan", "plan_file", type=click.Path(path_type=Path), metavar="PLAN", help=words("help_report_plan"))
@click.option("--quick", is_flag=True, help=words("help_report_quick"))
@click.option("--public", is_flag=True, help=words("help_public"))
@click.option("--title", default="", metavar="TEXT", help=words("help_title"))
@click.option("--own-names", is_flag=True, help=words("help_own_names"))
def report_command(
    operation: Where, out: Path, plan_file: Path | None, quick: bool, public: bool, title: str, own_names: bool
) -> None:
    """Write the report of a plan."""
    from malja.cli.operation.reporting import Publishing, write_report

    if not public and (title or own_names):
        raise click.UsageError(words("only_public"))
    publishing = Publishing(title=title, own_names=own_names) if public else None
    write_report(operation, out, plan_file=plan_file, quick=quick, publishing=publishing)


@app.command("papers", help=words("help_papers"), short_help=words("short_papers"))
@on_operation
@click.option(
    "--plan",
    "plan_file",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PLAN",
    help=words("help_papers_plan"),
)
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help=words("help_papers_out"))
@click.option("--labels-per-page", type=click.Choice(["1", "2", "4"]), default="4", help=words("help_labels_per_page"))
@click.option(
    "--pallet-kg",
    type=click.FloatRange(0, min_open=True),
    default=1000.0,
    callback=finite,
    show_default=True,
    help=words("help_pallet_kg"),
)
@click.option(
    "--pallet-m3",
    type=click.FloatRange(0, min_open=True),
    default=1.8,
    callback=finite,
    show_default=True,
    help=words("help_pallet_m3"),
)
@click.option("--public", is_flag=True, hidden=True)
def papers_command(
    operation: Where, plan_file: Path, out: Path, labels_per_page: str, pallet_kg: float, pallet_m3: float, public: bool
) -> None:
    """Print the papers of a plan."""
    from malja.cli.operation.papers import write_papers

    if public:
        raise click.UsageError(words("papers_never_public"))
    write_papers(operation, plan_file, out, kg=pallet_kg, m3=pallet_m3, labels_per_page=int(labels_per_page))


@app.command("cover", help=words("help_cover"), short_help=words("short_cover"))
@on_operation
@click.option("--json", "as_json", is_flag=True, help=words("help_json"))
def cover_command(operation: Where, as_json: bool) -> None:
    """Say what runs out first."""
    from malja.cover.cover import find_covers
    from malja.cover.cover_json import format_covers
    from malja.cover.cover_page import say_covers
    from malja.language.clean_text import clean_text

    asked = opened(operation)
    covers = find_covers(asked)
    if as_json:
        click.echo(format_covers(asked, covers), nl=False)
        return
    for line in say_covers(asked, covers):
        click.echo(clean_text(line))


@app.command("capacity", help=words("help_capacity"), short_help=words("short_capacity"))
@on_operation
@click.option("--from", "since", type=DAY, metavar="DATE", help=words("help_since"))
@click.option("--without", multiple=True, metavar="NEED", help=words("help_without"))
@click.option("--json", "as_json", is_flag=True, help=words("help_json"))
def capacity_command(operation: Where, since: datetime | None, without: tuple[str, ...], as_json: bool) -> None:
    """Say how many people each site can hold."""
    from malja.cli.operation.capacity import show_capacity

    show_capacity(operation, since.date() if since else None, without, as_json=as_json)


@app.command("requests", help=words("help_requests"), short_help=words("short_requests"))
@on_operation
@click.option("--from", "since", type=DAY, metavar="DATE", help=words("help_since"))
@click.option("--prices", type=click.Path(path_type=Path), metavar="FILE", help=words("help_prices"))
@click.option("--json", "as_json", is_flag=True, help=words("help_json"))
def requests_command(operation: Where, since: datetime | None, prices: Path | None, as_json: bool) -> None:
    """Say the least to ask for."""
    from malja.cli.operation.requesting import show_requests

    show_requests(operation, since.date() if since else None, prices, as_json=as_json)


@app.command("check", help=words("help_check"), short_help=words("short_check"))
@on_operation
@click.option("--all", "everything", is_flag=True, help=words("help_all"))
def check_command(operation: Where, everything: bool) -> None:
    """Say what is wrong with an operation, and what was assumed."""
    from malja.cli.operation.checking import checked

    for line in checked(opened(operation), everything=everything):
        click.echo(line)


@app.command("new", help=words("help_new"), short_help=words("short_new"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--workbook", is_flag=True, help=words("help_workbook"))
def new_command(folder: Path, workbook: bool) -> None:
    """Write an operation to start from."""
    from malja.language.clean_text import clean_text
    from malja.operation.template.write_template import write_operation_template, write_operation_workbook

    path = write_operation_workbook(folder) if workbook else write_operation_template(folder)
    click.echo(clean_text(words("new_written", path=path)))


@app.command("quick", help=words("help_quick"), short_help=words("short_quick"))
@click.option("--people", metavar="N", help=words("help_people"))
@click.option("--water", metavar="LITRES", help=words("help_water"))
@click.option("--roofed", metavar="M2", help=words("help_roofed"))
@click.option("--toilets", metavar="N", help=words("help_toilets"))
@click.option("--food-days", metavar="DAYS", help=words("help_food_days"))
@click.option("--flight", metavar="DAYS", help=words("help_flight"))
@click.option("--vehicle", metavar="TYPE", help=words("help_vehicle"))
@click.option("--cold/--warm", "cold", default=None, help=words("help_cold"))
@click.option("--save", type=click.Path(path_type=Path), metavar="DIR", help=words("help_save"))
def quick_command(cold: bool | None, save: Path | None, **given: str | None) -> None:
    """Answer seven rough questions on one page."""
    from malja.cli.operation.asking import ask_and_answer

    texts = {name: text for name, text in given.items() if text is not None}
    if cold is not None:
        texts["cold"] = YES_NO[cold]
    ask_and_answer(texts, save)


for command in (names, site, people, stock, rounds, kitchen, clinic, flight, import_command, journal, sync, device):
    app.add_command(command)
