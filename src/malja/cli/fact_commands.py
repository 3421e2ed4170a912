"""Commands that record one fact each, made from the columns of its kind: what a file's row holds, in few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from malja.cli.refusals import Commands, Spoken
from malja.facts.kind import WHEN, Kind
from malja.language.names import said_name
from malja.language.say import listed, say
from malja.tables.columns import Column

FOLDER = click.Path(path_type=Path)
SITE = click.argument("site", type=FOLDER, metavar="SITE")
#: Words of a command that stand for several columns: how much, and how many packs.
QUANTITY, PACKS = "QUANTITY", "PACKS"
_STANDS_FOR = {QUANTITY: ("packs", "pack_quantity", "quantity"), PACKS: ("packs", "pack_quantity")}


def words(code: str, **values: object) -> str:
    """The sentence of the section `record` for a code."""
    return say("record", code, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A command: the kind of fact that it records, its arguments in order, and what it says without being told.

    `arguments` are columns of the kind, or QUANTITY or PACKS; every other column is an option. `fixed` are cells that
    the command itself gives, `called` what an argument is called where that is not its column's name.
    """

    kind: Kind
    arguments: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def label(self, column: str) -> str:
        """What a column is called on the command line: PLACE, QUANTITY, --group."""
        for argument in self.arguments:
            if column in _STANDS_FOR.get(argument, (argument,)):
                return self.called.get(argument, argument.upper())
        return {"happened": "--on"}.get(column, _option(column))

    def options(self) -> Iterator[Column]:
        """The columns that are neither arguments nor fixed."""
        taken = {name for argument in self.arguments for name in _STANDS_FOR.get(argument, (argument,))}
        yield from (
            column for column in self.kind.columns if column.name not in taken and column.name not in self.fixed
        )


def commands(name: str, tellings: Mapping[str, Telling]) -> Commands:
    """The group of commands `name`, with a command for each telling; its words stand in the section `record`."""
    group = Commands(name=name, help=words(f"help_{name}"), short_help=words(f"short_{name}"))
    for called, telling in tellings.items():
        group.add_command(fact_command(name, called, telling))
    return group


def fact_command(group: str, name: str, telling: Telling) -> click.Command:
    """The command `name` of a group, which records one fact."""

    def run(site: Path, by: str, **given: str | None) -> None:
        from malja.cli.recording import record_told

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
        click.Option(["--source"], metavar="TEXT", help=_sentence(WHEN[1].meaning)),
    ]


def by_option() -> click.Option:
    """Who records it."""
    return click.Option(["--by"], default="", metavar="CODE", help=words("help_by"))


def _as_option(column: Column) -> click.Option:
    help_of = _sentence(column.meaning)
    if column.choices:
        help_of = words("help_choices", meaning=help_of, choices=listed(column.choices))
    return click.Option(
        [_option(column.name), column.name], required=column.required, metavar=_metavar(column), help=help_of
    )


def _metavar(column: Column) -> str:
    if column.kind == "date":
        return "DATE"
    return "N" if column.kind in ("whole", "number") else "TEXT" if column.kind == "text" else column.name.upper()


def _option(column: str) -> str:
    return f"--{column.replace('_', '-')}"


def _sentence(meaning: str) -> str:
    said = said_name(meaning)
    return said[:1].upper() + said[1:] + "."
