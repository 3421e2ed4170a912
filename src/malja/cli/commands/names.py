"""`malja names`: compare two names or a file of pairs, who may stand in a register twice, a name in a list."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.names.name_answers import (
    compared_pairs,
    describe_comparison,
    describe_found_names,
    describe_unused_columns,
    doubles_as_csv,
)
from malja.briefing.names.name_files import (
    read_frequencies,
    read_pairs,
    read_register,
    refuse_unreadable,
)
from malja.briefing.names.name_index import open_names
from malja.cli.options import FORCE, PATH
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import CommandGroup
from malja.language.say import say, say_problem
from malja.names import Kind, count_nameless, find_duplicates
from malja.outputs import refuse_taken_file, write_output

_KIND = click.option(
    "--kind",
    type=click.Choice(("person", "group")),
    default="person",
    show_default=True,
    help=say("naming", "help_kind"),
)
_COLUMNS = click.option("--columns", type=PATH, metavar="FILE", help=say("naming", "help_columns"))
_FREQUENCIES = click.option("--frequencies", type=PATH, metavar="FILE", help=say("naming", "help_frequencies"))


@click.group("names", cls=CommandGroup, help=say("naming", "help"), short_help=say("naming", "short"))
def names_group() -> None:
    """The commands about names."""


@names_group.command("compare", help=say("naming", "help_compare"), short_help=say("naming", "short_compare"))
@click.argument("a", required=False, metavar="[A")
@click.argument("b", required=False, metavar="B]")
@click.option("--pairs", type=PATH, metavar="FILE", help=say("naming", "help_pairs"))
@click.option("--out", type=PATH, metavar="FILE", help=say("naming", "help_pairs_out"))
@_KIND
@_FREQUENCIES
@click.option("--weights", is_flag=True, help=say("naming", "help_weights"))
@FORCE
def _compare_names(
    a: str | None,
    b: str | None,
    pairs: Path | None,
    out: Path | None,
    kind: Kind,
    frequencies: Path | None,
    *,
    weights: bool,
    force: bool,
) -> None:
    """Compare two names, or each pair of a file."""
    shares = read_frequencies(frequencies) if frequencies else None
    if pairs is None and a is not None and b is not None and out is None:
        print_lines(describe_comparison(a, b, kind, shares, weights=weights))
    elif pairs is not None and a is None and b is None:
        if out is not None:
            refuse_taken_file(out, force=force)
        given = read_pairs(pairs, kind)
        text = compared_pairs(given, shares)
        if out is None:
            print_lines(text.splitlines())
        else:
            write_output(out, text.encode(), force=force)
            print_lines([say("naming", "pairs_written", pairs=len(given.pairs), path=out)])
    else:
        raise click.UsageError(say("naming", "two_or_pairs"))


@names_group.command("duplicates", help=say("naming", "help_duplicates"), short_help=say("naming", "short_duplicates"))
@click.argument("file", type=PATH, metavar="FILE")
@click.option("--out", type=PATH, required=True, metavar="FILE", help=say("naming", "help_duplicates_out"))
@_COLUMNS
@_FREQUENCIES
@FORCE
def _write_duplicates(file: Path, out: Path, columns: Path | None, frequencies: Path | None, *, force: bool) -> None:
    """Write the pairs of rows that may be one person."""
    refuse_taken_file(out, force=force)
    register = read_register(file, columns)
    print_lines([say_problem(notice) for notice in register.notices], error=True)
    print_lines(describe_unused_columns(register.unused), error=True)
    doubles = find_duplicates(register.people, frequencies=read_frequencies(frequencies) if frequencies else None)
    write_output(out, doubles_as_csv(doubles).encode(), force=force)
    rows = len(register.people)
    print_lines([say("naming", "duplicates_written", pairs=len(doubles), rows=rows, path=out)])
    if nameless := count_nameless(register.people):
        print_lines([say("naming", "rows_nameless", rows=nameless)])
    print_lines([say("naming", "suspicion")])


@names_group.command("find", help=say("naming", "help_find"), short_help=say("naming", "short_find"))
@click.argument("name", metavar="NAME")
@click.argument("file", type=PATH, metavar="FILE")
@_COLUMNS
@_KIND
@_FREQUENCIES
@click.option("--all", "every", is_flag=True, help=say("naming", "help_all"))
def _find_name(
    name: str, file: Path, columns: Path | None, kind: Kind, frequencies: Path | None, *, every: bool
) -> None:
    """Find a name in a file of names."""
    refuse_unreadable(name, kind)
    listing, index = open_names(file, columns, kind, read_frequencies(frequencies) if frequencies else None)
    print_lines([say_problem(notice) for notice in listing.notices], error=True)
    print_lines(describe_found_names(name, listing, file.name, index, every=every))
