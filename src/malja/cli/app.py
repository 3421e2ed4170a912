"""All commands, by name; the module of a command is loaded when the command is run or its help is shown."""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module

import click

from malja.cli.terminal.refusals import CommandGroup
from malja.cli.terminal.spoken import language_options
from malja.language.say import say
from malja.versions import find_untested_versions

#: A command's module in `malja.cli.commands` with its name there, and section and code of its short help.
COMMANDS = {
    "plan": ("plan:plan_command", "cli", "short_plan"),
    "report": ("report:report_command", "cli", "short_report"),
    "papers": ("papers:papers_command", "cli", "short_papers"),
    "cover": ("cover:cover_command", "cli", "short_cover"),
    "compare": ("compare:compare_command", "cli", "short_compare"),
    "capacity": ("capacity:capacity_command", "cli", "short_capacity"),
    "requests": ("requests:requests_command", "cli", "short_requests"),
    "try": ("try_operation:try_command", "cli", "short_try"),
    "check": ("check:check_command", "cli", "short_check"),
    "items": ("items:items_command", "cli", "short_items"),
    "new": ("new:new_command", "cli", "short_new"),
    "quick": ("quick:quick_command", "cli", "short_quick"),
    "names": ("names:names_group", "naming", "short"),
    "site": ("site:site_group", "record", "short_site"),
    "people": ("people:people_group", "record", "short_people"),
    "stock": ("stock:stock_group", "record", "short_stock"),
    "round": ("round:round_group", "record", "short_round"),
    "kitchen": ("kitchen:kitchen_group", "record", "short_kitchen"),
    "clinic": ("clinic:clinic_group", "record", "short_clinic"),
    "pledge": ("upkeep.pledge:pledge_group", "record", "short_pledge"),
    "utility": ("upkeep.utility:utility_group", "record", "short_utility"),
    "flight": ("flight:flight_group", "record", "short_flight"),
    "import": ("import_facts:import_facts_command", "record", "short_import"),
    "journal": ("exchange.journal:journal_group", "record", "short_journal"),
    "sync": ("exchange.sync:sync_group", "record", "short_sync"),
    "device": ("exchange.device:device_group", "record", "short_device"),
}


class _LazyGroup(CommandGroup):
    """The commands of COMMANDS, each loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, its module loaded; None where there is none."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module, _, name = COMMANDS[cmd_name][0].partition(":")
            self.add_command(getattr(import_module(f"malja.cli.commands.{module}"), name), cmd_name)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(*COMMANDS[name][1:])) for name in self.list_commands(ctx)])


@click.group(
    cls=_LazyGroup,
    help=say("cli", "help"),
    params=language_options(from_environment=True),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    package_name="malja", message="%(prog)s %(version)s", prog_name="malja", help=say("cli", "help_version")
)
def app() -> None:
    """All commands, after a warning of libraries in versions that were never tested."""
    for one in find_untested_versions():
        click.echo(say("cli", "untested_version", **asdict(one)), err=True)
