"""Commands that record one fact each, made from the columns of its kind: what a file's row holds, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from malja.cli.opening import DAY
from malja.cli.record.record_words import words
from malja.cli.record.told_columns import Telling, option_of
from malja.cli.terminal.refusals import Commands, Spoken
from malja.facts.kind import DAY_COLUMNS
from malja.language.names import say_name
from malja.language.say import say_list
from malja.tables.columns import Column

FOLDER = click.Path(path_type=Path)
SITE = click.argument("site", type=FOLDER, metavar="SITE")
AS_OF = click.option("--as-of", type=DAY, metavar="DATE", help=words("help_status_as_of"))


def commands(name: str, tellings: Mapping[str, Telling]) -> Commands:
    """The group of commands `name`, with a command for each telling; its words stand in the section `record`."""
    group = Commands(name=name, help=words(f"help_{name}"), short_help=words(f"short_{name}"))
    for called, telling in tellings.items():
        group.add_command(fact_command(name, called, telling))
    return group


def fact_command(group: str, name: str, telling: Telling) -> click.Command:
    """The command `name` of a group, which records one fact."""

    def run(site: Path, by: str, **given: str | None) -> None:
        from malja.cli.record.recording import record_told

        record_told(site, telling, {name: text for name, text in given.items() if text is not None}, by)

    made: list[click.Parameter] = [click.Argument(["site"], type=FOLDER, metavar="SITE")]
    made += (
        click.Argument([argument.lower()], metavar=telling.called.get(argument, argument.upper()))
        for argument in telling.arguments
    )
    made += [_as_option(column) for column in telling.options()]
    made += when_options()
    help_of = words(f"help_{group}_{name}")
    return Spoken(name=name, callback=run, params=made, help=help_of, short_help=help_of)


def when_options() -> list[click.Parameter]:
    """The options of every command that records something: the day, by whom, on whose word."""
    return [
        click.Option(["--on", "happened"], metavar="DATE", help=words("help_on")),
        by_option(),
        click.Option(["--source"], metavar="TEXT", help=_sentence(DAY_COLUMNS[1].meaning)),
    ]


def by_option() -> click.Option:
    """Who records it."""
    return click.Option(["--by"], default="", metavar="CODE", help=words("help_by"))


def _as_option(column: Column) -> click.Option:
    help_of = _sentence(column.meaning)
    if column.choices:
        help_of = words("help_choices", meaning=help_of, choices=say_list(column.choices))
    return click.Option(
        [option_of(column.name), column.name], required=column.required, metavar=_metavar(column), help=help_of
    )


def _metavar(column: Column) -> str:
    if column.kind == "date":
        return "DATE"
    return "N" if column.kind in ("whole", "number") else "TEXT" if column.kind == "text" else column.name.upper()


def _sentence(meaning: str) -> str:
    said = say_name(meaning)
    return said[:1].upper() + said[1:] + "."
