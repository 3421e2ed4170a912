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
    "weekdays": "days of the week",
}
ADD_UP = "Rows with the same key add up."

TABLES_HEAD = f"""# The operation's tables

{MADE}

An operation is one folder with `operation.toml` and CSV files (UTF-8; commas, semicolons or tabs), or one Excel
workbook with a sheet of the same name for each; the sheet `operation` then has the columns key and value.
`malja new FOLDER` writes one to start from.

- A table that is not there is empty. A column that is missing, or a blank cell, is not set: its default applies.
- Dates are ISO 8601 (`2025-03-10`); in Excel also date cells, without a time of day. `31/12/2026`, which can only be
  one day, is read, and so is `31-Dec-26`; `05/06/2026` is read where other dates of its column show which part is the
  day. Otherwise it is refused, and both days are named; so are date cells in which Excel has probably taken days for
  months.
- Numbers: `1,300` is read where the column's bounds leave one reading (a latitude `13,912` is 13.912), and refused
  with both otherwise. So is `1.300` in a workbook as text, or in CSV where a whole column is written so. Arabic and
  Persian digits are read; invisible marks of direction change nothing.
- Goods may be called what people call them, in any language and spelling, in the plural or misspelt, with what they
  are packed in: `Sac de riz`, `Blankets`, `Rice 25kg bags`. An id, a name that malja prints (the workbook's drop-downs
  show it with the pack) and a word of the table aliases are taken. For any other word `malja check` asks in the
  terminal which item is meant and keeps the answer in aliases; elsewhere it lists what the word may mean. `malja check
  OPERATION --accept` takes the words that have one meaning, `--word "Rice 25kg bags=rice,25"` tells one. `malja items
  WORDS` finds goods.
- A quantity of stock or supply may be an amount: `40 bags`, `40 bags of 25 kg`, `12 boxes of 24`, `3 dozen`, `2.5 t`,
  `1,300`. Packs without a size are the item's own where it is packed so. What cannot be known (2 pallets of rice) is
  refused; how an amount was read is said by `malja check`. Arrivals and departures may be `240 families`: people by
  `household_size`, and that is said too.
- Lines that start with `#` are comments. Where the first column is no id, such a line with more than one cell is
  refused: it may be a row; elsewhere `malja check` counts those. A row of HXL hashtags below the heading is
  passed over.
- In Excel what a cell shows counts for ids: `00123`, `LOT-45` by its number format. Refused are `1.00E+10`, of which
  the digits are lost, an id that Excel made a date, a quantity shown as `50%` or in thousands, and `#N/A` or `####`.
  In CSV `="00123"` and `'00123` are 00123. Hidden sheets are not read, hidden rows and columns are; `malja check` says
  both. Old workbooks (.xls), OpenDocument (.ods) and other
  encodings than UTF-8 are refused with what to do.
- `first`, `last`, `from` and `to` are inclusive.
- Unknown columns, sheets, places, items and needs are refused by name, with file, row and column; nothing is dropped
  silently. `malja check` says all of it at once.
- A blank price is no 0: write 0 for what is given. With `catalogue = "sphere"` and costs in USD a blank `unit_cost` is
  the catalogue's price; a blank `fixed_cost` of a trip the hours of the lift's vehicle there and back (distance by
  speed, an hour each way at least) at what one costs; a blank `cost_per_kg` of a flow what a full truck of 20 t
  (or the vehicle it names) costs there and back. Where none is known, 0 is counted and no page shows a total without
  saying so. A blank `transit_days` is distance by speed, ten hours under way a day: the same day where it fits. Without
  positions or a vehicle of the catalogue it is 0. `malja check` says what was taken, and what could not be known.
- Where a table has `name` it may have `name_ar`, `name_ku` and so on, the codes of ISO 639: the name in that language,
  shown wherever it is spoken.
- With `catalogue = "sphere"` the built-in rows of needs, items, contents, running and groups are there already; a row
  with the same key in your folder takes the place of the built-in one ([what they say](standards.md)).

Key columns are **bold**.
"""

RULES = """## Rules

What no single cell can break alone; `malja check` names the rows.

- The tiers of a need do not decrease from survival to target; a blank one is passed over.
- What is used (`use`) comes from consumables for daily needs; what runs (`per_day`) from assets for daily needs; what
  stands (`in_place`) from assets for standing needs. Only assets run on something: a consumable, or a daily need.
- People and services are at sites. People count from their date on, those dated before the first day from it; after
  the last day on which lifts may leave, their number stays. Nobody leaves before they came.
- A lift has two ends, ends no earlier than it begins, and is a trip or a flow, not both. What a vehicle carries is
  the lift's own figure, else its vehicle's over the distance, else unlimited. A date on which `lift_days`
  lets it run lies within its first and last day.
- What a lift with `cutoff_hours` carries is taken from its origin so many whole days before it leaves; what would
  have to be there before the first day comes from the stock of the first day, never from what is bought.
- In each column of `stowage` the most exact row counts: that of vehicle and packaging, else of the vehicle, else of the
  packaging, else of any. Pallets are the vehicle's. Flows have no vehicle and are not stowed.
- A class of `segregation` is a hazard class or division, which stands for its own divisions too (2 for 2.1), or `food`:
  what has a food group, is of the sector food, or is eaten or drunk and has no hazard class.
- Committed cargo is a fact: it counts before every limit, and what it breaks is said, not refused. It may use the
  `payload_margin`.
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

**Other people's headings.** `malja import` reads near words too, in English, Arabic and French (`Item code`,
`الكمية`, `Quantité`, each word also misspelt), HXL hashtags below the heading, and says what it read as what; where a
heading may mean two columns, or two headings one, it refuses and names the choice. A heading with a word more or less,
another number, or a word such as sent, due, price, brother (column `-` in the list of words) is not guessed.
`--columns FILE` decides: a CSV file with a heading and the column it means in each row (or TOML:
`"Item code" = "item"`), `-` to leave a column out. With it, columns that it does not name are left out and counted.
A heading of FILE that the table lacks is said, and refused where a near one is there. Columns of running numbers (`#`)
and of survey programs (`_uuid`) are left out and named; hashtags alone are a heading too. Words are added in
`src/malja/tables/heading_words.csv` (column `--`: of survey programs).

**What the sheet shows counts**, as in [an operation's tables](tables.md): `00123`, dates of one reading, hidden
sheets. As an expiry, `Dec-26` is a month and is read as its last day, which the answer says. Only above the heading
is a line that begins with `#` a comment, unless its cells are headings: below it, it is a row.

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
    return "\n".join([*parts, RULES, SOURCES_HEAD, *column_rows(SOURCE_COLUMNS, ()), ""])


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
