"""The operation: its tables, checked whole when they are put together."""

from __future__ import annotations

from dataclasses import dataclass

from malja.operation.rows import Tables
from malja.operation.rules.check_tables import check_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Tables):
    """Tables that hold together; putting them together raises `Refused` with every problem (see `check_tables`)."""

    def __post_init__(self) -> None:
        """Refuse nonsense, all of it at once."""
        check_tables(self)
