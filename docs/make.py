"""Write the pages that are made from malja itself: docs/tables.md, docs/facts.md and docs/commands.md.

Run `python docs/make.py` after a change of a table, a key or a command; tests/test_docs.py refuses pages that are old.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from click import Context, Group

from malja.cli.app import COMMANDS, app
from malja.facts.kind import DAY_COLUMNS, Kind
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.site.state.kinds import FACT_KINDS as KINDS_OF_FACTS
from malja.tables.columns import SOURCE_COLUMNS, Column

DOCS = Path(__file__).parent
#: What click takes on a terminal of 80 columns.
WIDTH = 78
MADE = "<!-- Made by docs/make.py from the program: change it there. -->"
KINDS = {
    "any": "as it stands",
    "key": "id",
    "whole": "whole number",
    "yes_no": "yes or no",
    "numbers": "list of numbers",
    "time_zone": "time zone",
}
ADD_UP = "Rows with the same key add up."

TABLES_HEAD = f"""# The operation's tables

{MADE}

An operation is one folder with `operation.toml` and CSV files (UTF-8; commas, semicolons or tabs), or one Excel
workbook with a sheet of the same name for each; the sheet `operation` then has the columns key and value.
`malja new FOLDER` writes one to start from.

- A table that is not there is empty. A column that is missing, or a blank cell, is not set: its default applies.
- Dates are ISO 8601 (`2025-03-10`); in Excel also date cells, without a time of day. Arabic and Persian digits are
  read.
- Lines that start with `#` are comments.
- `first`, `last`, `from` and `to` are inclusive.
- Unknown columns, sheets, places, items and needs are refused by name, with file, row and column; nothing is dropped
  silently. `malja check` says all of it at once.
- With `catalogue = "sphere"` the built-in rows of needs, items, contents, running and groups are there already; a row
  with the same key in your folder takes the place of the built-in one ([what they say](standards.md)).

Key columns are **bold**.
"""

SOURCES_HEAD = """## Source columns

Every table may also say where a row's figures come from. These columns change no result; they are shown beside the
figure, and what is assumed or recalled is marked as such.
"""

FACTS_HEAD = f"""# The facts of a site

{MADE}

What can be recorded at a [live site](journal.md). Each kind of fact is a table: a command is one row of it, and
`malja import SITE KIND FILE` reads many from CSV or Excel, all or none. `malja import --template KIND FILE` writes
an empty one. Goods are counted in packs (`packs`, of `pack_quantity` units) and loose units (`quantity`) beside them.

Every kind also has these columns:
"""

COMMANDS_HEAD = f"""# Commands

{MADE}

What `malja COMMAND --help` says. Exit codes: 0 done (a plan with shortfalls is done), 1 the work could not be done
(disk, solver), 2 the input was refused and nothing was written.
"""


def tables() -> str:
    """The page on tables, from the schema that reading goes by."""
    parts = [TABLES_HEAD, "## operation.toml\n", "\n".join(column_rows(SETTINGS, ())), ""]
    for table in TABLES:
        parts += [f"## {table.name}.csv\n", f"{sentence(table.meaning)}{'' if table.unique else ' ' + ADD_UP}\n"]
        parts += ["\n".join(column_rows(table.columns, table.key)), ""]
    return "\n".join([*parts, SOURCES_HEAD, *column_rows(SOURCE_COLUMNS, ()), ""])


def facts() -> str:
    """The page on facts, from the kinds that commands and imports go by."""
    parts = [FACTS_HEAD, *column_rows(DAY_COLUMNS, ()), ""]
    for kind in KINDS_OF_FACTS.values():
        parts += [f"## {kind.name}\n", f"{sentence(kind.meaning)}{version(kind)}\n"]
        parts += ["\n".join(column_rows(kind.columns, ())), ""]
    return "\n".join(parts)


def version(kind: Kind) -> str:
    """Which version of a kind's columns this is, where it isn't the first."""
    return "" if kind.version == 1 else f" Version {kind.version}."


def column_rows(columns: tuple[Column, ...], key: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table of columns: name, what it holds, unit, default, meaning."""
    yield "| column | holds | unit | if blank | meaning |"
    yield "|---|---|---|---|---|"
    for column in columns:
        name = f"**`{column.name}`**" if column.name in key else f"`{column.name}`"
        holds = ", ".join(f"`{choice}`" for choice in column.choices) or KINDS.get(column.kind, column.kind)
        holds += bounds(column.least, column.most, column.positive)
        yield f"| {name} | {holds} | {column.unit} | {blank(column)} | {column.meaning} |"


def bounds(least: float | None, most: float | None, positive: bool) -> str:
    """The bounds of a number, in words."""
    words = ["above 0"] if positive else [f"from {least:g}"] if least is not None else []
    return ", " + " ".join([*words, *([f"to {most:,.0f}"] if most is not None else [])]) if words else ""


def blank(column: Column) -> str:
    """What applies where nothing stands."""
    if column.required:
        return "refused"
    if column.default is None or column.default == "":
        return "not set"
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    if isinstance(column.default, tuple):
        return "[" + ", ".join(f"{part:g}" for part in column.default) + "]"
    return f"{column.default:g}" if isinstance(column.default, float) else str(column.default)


def sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    return words[:1].upper() + words[1:] + "."


def commands() -> str:
    """The page on commands, from their own help."""
    whole = Context(app, info_name="malja", terminal_width=WIDTH, **app.context_settings)
    parts = [COMMANDS_HEAD, help_block("malja", app.get_help(whole))]
    return "\n".join([*parts, *command_parts(app, whole, "malja", "##")])


def command_parts(group: Group, above: Context, called: str, heading: str) -> Iterator[str]:
    """A heading and the help of each command of a group, and of the commands of a command."""
    for name in COMMANDS if group is app else group.commands:
        command = group.get_command(above, name) or group
        context = Context(command, parent=above, info_name=name, terminal_width=WIDTH)
        whole = f"{called} {name}"
        yield f"{heading} {whole.removeprefix('malja ')}\n"
        yield help_block(whole, command.get_help(context))
        if isinstance(command, Group):
            yield from command_parts(command, context, whole, heading + "#")


def help_block(command: str, words: str) -> str:
    """A console block with a command's help."""
    lines = "\n".join(line.rstrip() for line in words.splitlines())
    return f"```console\n$ {command} --help\n{lines}\n```\n"


def pages() -> dict[Path, str]:
    """Every page that is made, with its text."""
    return {DOCS / "tables.md": tables(), DOCS / "facts.md": facts(), DOCS / "commands.md": commands()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
