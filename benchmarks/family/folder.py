"""Tables as rows of text, written as the folder of an operation: the same bytes for the same instance everywhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Cell = str | int | float | None
Row = Mapping[str, Cell]


def write_folder(folder: Path, settings: Row, tables: Mapping[str, Sequence[Row]]) -> None:
    """Write operation.toml and a CSV file for each table that has rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in format_files(settings, tables).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def format_files(settings: Row, tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """The text of each file by its name."""
    files = {"operation.toml": "".join(f"{key} = {_toml(key, value)}\n" for key, value in settings.items())}
    for name, rows in tables.items():
        if not rows:
            continue
        columns = list(dict.fromkeys(key for row in rows for key in row))
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
        files[f"{name}.csv"] = text.getvalue()
    return files


def _toml(key: str, value: Cell) -> str:
    return str(value) if key == "start" else json.dumps(value)


def _cell(value: Cell) -> str:
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)
