"""Commands that record one fact each, made from the forms: what a file's row holds, in few words."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import click

from malja.briefing.record.forms import FORMS, FactForm
from malja.briefing.record.recording import read_rows_of_cells, record_facts
from malja.briefing.record.worded_cells import read_worded_cells
from malja.briefing.show.rows import Describe
from malja.cli.options import AS_OF, PATH, SITE, describe_column, name_options, when_options
from malja.cli.repeated_words import SiteCommand, SiteCommandGroup
from malja.cli.terminal.output import print_parts, print_recorded
from malja.language.say import say, say_list
from malja.problems import Refused
from malja.site.site import Site
from malja.tables.columns import Column


def fact_group(name: str) -> SiteCommandGroup:
    """The group of commands `name`, with a command for each of its forms; its words stand in the section `record`."""
    group = SiteCommandGroup(name=name, help=say("record", f"help_{name}"), short_help=say("record", f"short_{name}"))
    for command, form in FORMS[name].items():
        group.add_command(_fact_command(name, command, form))
    return group


def add_show_command(group: SiteCommandGroup, describe: Describe, *, about: str = "") -> None:
    """Add `show` to a group: what `describe` says of a day's evening; `about`: of what the command may name one."""

    def run(site: Path, as_of: datetime.date | None, name: str = "") -> None:
        with Site.open(site) as opened:
            day, state = opened.evening(as_of)
            print_parts(describe(state, day, name))

    named = click.argument("name", required=False, default="", metavar=f"[{about}]")
    text = say("record", f"help_{group.name}_show")
    group.command("show", help=text, short_help=text)(SITE(named(AS_OF(run)) if about else AS_OF(run)))


def _fact_command(group: str, name: str, form: FactForm) -> click.Command:
    """The command `name` of a group, which records one fact."""

    def run(site: Path, by: str, **typed: str | None) -> None:
        try:
            cells = form.cells({field: text for field, text in typed.items() if text is not None})
            with Site.open(site) as opened:
                read = read_worded_cells(opened, form.kind.name, cells)
                recorded = record_facts(opened, read_rows_of_cells(form.kind, [read.cells]), by=by)
                print_recorded(replace(recorded, notices=(*read.notices, *recorded.notices)))
        except Refused as refused:
            columns = form.kind.table.columns
            raise name_options(refused.problems, {one.name: _label(form, one.name) for one in columns}) from refused

    params: list[click.Parameter] = [
        click.Argument(["site"], type=PATH, metavar="SITE"),
        *(click.Argument([field.lower()], metavar=form.label(field)) for field in form.fields),
        *(_option(column) for column in form.other_columns()),
        *when_options(),
    ]
    text = say("record", f"help_{group}_{name}")
    return SiteCommand(name=name, callback=run, params=params, help=text, short_help=text)


def _label(form: FactForm, column: str) -> str:
    """What a column is called on the command line: PLACE, QUANTITY, --group."""
    field = form.field_of(column)
    if field is not None:
        return form.label(field)
    return "--on" if column == "happened" else _option_name(column)


def _option_name(column: str) -> str:
    return f"--{column.replace('_', '-')}"


def _option(column: Column) -> click.Option:
    text = describe_column(column)
    if column.choices:
        text = say("record", "help_choices", meaning=text, choices=say_list(column.choices))
    names, metavar = [_option_name(column.name), column.name], _metavar(column)
    return click.Option(names, required=column.required, metavar=metavar, help=text)


def _metavar(column: Column) -> str:
    kinds = {"date": "DATE", "whole": "N", "number": "N", "text": "TEXT"}
    return kinds.get(column.kind, column.name.upper())
