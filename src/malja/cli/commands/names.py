"""`malja names`: compare two names or a file of pairs, who may stand in a register twice, a name in a list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.terminal.refusals import Commands
from malja.language.say import say, say_list

if TYPE_CHECKING:
    from malja.names import Kind, Reason
    from malja.names.comparing.frequencies import Frequencies

FILE = click.Path(path_type=Path)
KINDS = click.Choice(("person", "group"))


def words(code: str, **values: object) -> str:
    """The sentence of the section `naming` for a code."""
    return say("naming", code, **values)


@click.group(cls=Commands, help=words("help"), short_help=words("short"))
def names() -> None:
    """The commands about names."""


@names.command("compare", help=words("help_compare"), short_help=words("short_compare"))
@click.argument("a", required=False, metavar="[A")
@click.argument("b", required=False, metavar="B]")
@click.option("--pairs", type=FILE, metavar="FILE", help=words("help_pairs"))
@click.option("--out", type=FILE, metavar="FILE", help=words("help_pairs_out"))
@click.option("--kind", type=KINDS, default="person", show_default=True, help=words("help_kind"))
@click.option("--frequencies", type=FILE, metavar="FILE", help=words("help_frequencies"))
def compare_command(
    a: str | None, b: str | None, pairs: Path | None, out: Path | None, kind: Kind, frequencies: Path | None
) -> None:
    """Compare two names, or each pair of a file."""
    if pairs is None and a is not None and b is not None and out is None:
        _compare_two(a, b, kind, frequencies)
    elif pairs is not None and a is None and b is None:
        _compare_pairs(pairs, out, kind, frequencies)
    else:
        raise click.UsageError(words("two_or_pairs"))


@names.command("duplicates", help=words("help_duplicates"), short_help=words("short_duplicates"))
@click.argument("file", type=FILE, metavar="FILE")
@click.option("--out", type=FILE, required=True, metavar="FILE", help=words("help_duplicates_out"))
@click.option("--frequencies", type=FILE, metavar="FILE", help=words("help_frequencies"))
def duplicates_command(file: Path, out: Path, frequencies: Path | None) -> None:
    """Write the pairs of rows that may be one person."""
    from malja.cli.show.name_files import read_register
    from malja.files import write_whole
    from malja.names import find_duplicates

    register = read_register(file)
    _say_unused(register.unused)
    found = find_duplicates(register.people, frequencies=_frequencies(frequencies))
    rows = [[pair.ref_a, pair.ref_b, f"{pair.score:.3f}", _why(pair.reasons)] for pair in found]
    write_whole(out, _as_csv(("ref_a", "ref_b", "score", "why"), rows).encode())
    click.echo(_clean(words("duplicates_written", pairs=len(found), rows=len(register.people), path=out)))
    click.echo(words("suspicion"))


@names.command("find", help=words("help_find"), short_help=words("short_find"))
@click.argument("name", metavar="NAME")
@click.argument("file", type=FILE, metavar="FILE")
@click.option("--kind", type=KINDS, default="person", show_default=True, help=words("help_kind"))
@click.option("--frequencies", type=FILE, metavar="FILE", help=words("help_frequencies"))
def find_command(name: str, file: Path, kind: Kind, frequencies: Path | None) -> None:
    """Find a name in a file of names."""
    from malja.cli.show.name_files import read_names, refuse_unreadable
    from malja.names import Index

    refuse_unreadable(name, kind)
    listing = read_names(file)
    found = Index(listing.names, kind=kind, frequencies=_frequencies(frequencies)).find(name)
    if not found:
        click.echo(_clean(words("found_nothing", rows=len(listing.names), file=file.name)))
    for one in found:
        where = words("found", row=listing.rows[one.place], name=one.name, score=f"{one.comparison.score:.2f}")
        click.echo(_clean(where))
        click.echo(_clean("  " + _why(one.comparison.reasons)))
    click.echo(words("suspicion"))


def _compare_two(a: str, b: str, kind: Kind, frequencies: Path | None) -> None:
    from malja.names import compare

    found = compare(a, b, kind=kind, frequencies=_frequencies(frequencies))
    click.echo(words("score_same" if found.same else "score_other", score=f"{found.score:.2f}"))
    for reason in found.reasons:
        click.echo("  " + words(f"why_{reason.code}"))
    click.echo(words("suspicion"))


def _compare_pairs(pairs: Path, out: Path | None, kind: Kind, frequencies: Path | None) -> None:
    from malja.cli.show.name_files import read_pairs
    from malja.files import write_whole
    from malja.names import compare

    given = read_pairs(pairs, kind)
    usual = _frequencies(frequencies)
    rows = []
    for pair in given.pairs:
        found = compare(pair.a, pair.b, kind=pair.kind, frequencies=usual)
        same = words("yes" if found.same else "no")
        rows.append([*pair.cells, f"{found.score:.3f}", same, _why(found.reasons)])
    text = _as_csv((*given.heading, "score", "same", "why"), rows)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode())
        click.echo(_clean(words("pairs_written", pairs=len(rows), path=out)))


def _frequencies(file: Path | None) -> Frequencies | None:
    if file is None:
        return None
    from malja.cli.show.name_files import read_frequencies

    return read_frequencies(file)


def _why(reasons: Iterable[Reason]) -> str:
    """The reasons in one line."""
    return say_list((words(f"why_{reason.code}") for reason in reasons), "semicolon")


def _say_unused(columns: tuple[str, ...]) -> None:
    if columns:
        click.echo(_clean(words("columns_unused", columns=", ".join(columns))), err=True)


def _clean(text: str) -> str:
    from malja.language.clean_text import clean_text

    return clean_text(text)


def _as_csv(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV text; what a spreadsheet would run as a formula is written with a guard."""
    from malja.tables.formula_guard import guard_formula

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guard_formula(cell) for cell in heading])
    writer.writerows([[guard_formula(cell) for cell in row] for row in rows])
    return out.getvalue()
