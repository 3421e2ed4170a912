"""What is known of names, as tables beside the code: every row and figure can be corrected without Python."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of this folder, in its order, by column; comments left out."""
    text = files("malja.names.data").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


@cache
def read_settings(name: str) -> dict[str, Any]:
    """The figures of a TOML file of this folder."""
    return tomllib.loads(files("malja.names.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
