"""Cells and tables of the page of the catalogue, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from malja.catalogue.citations import cite_source
from malja.catalogue.facts import Source
from malja.quantities import format_number


def make_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def show_number(number: float | None) -> str:
    """A number as people write it, six digits at most; blank for none."""
    return "" if number is None else format_number(number)


def mark_uncertain(source: Source) -> str:
    """The star of a row that has to be checked."""
    return "\\*" if source.is_uncertain else ""


def show_source(source: Source) -> tuple[str, str, str]:
    """Citation, what the row rests on and how far it can be trusted, and its note."""
    return cite_source(source), f"{source.basis}, {source.confidence}", source.note
