"""What the tests of the journal are made of: facts, devices, journals, and ways to tamper with them."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.journal import Journal

DAY = datetime.date(2025, 3, 1)
Where = Path | str


def fact(number: int = 5, **more: Any) -> Fact:
    """People came: the smallest fact there is."""
    given = {"kind": "people.arrived", "happened": DAY, "source": "gate", **more}
    return Fact(body={"place": "camp", "number": number}, **given)


def founded(where: Where, device: Device | None = None, facts: Sequence[Fact] = ()) -> Journal:
    return Journal.create(where, device or Device.new("office"), facts, name="Camp", by="office", day=DAY)


def execute(where: Where, *statements: str, superuser: bool = False) -> None:
    """Do something to a journal's database without malja."""
    if isinstance(where, Path):
        connection = sqlite3.connect(where, isolation_level=None)
        try:
            for statement in statements:
                connection.execute(statement)
        finally:
            connection.close()
        return
    url = make_url(where)
    engine = create_engine(url.set(drivername="postgresql+psycopg", username="postgres" if superuser else url.username))
    try:
        with engine.begin() as at:
            for statement in statements:
                driver: Any = at.connection.driver_connection
                driver.execute(statement)
    finally:
        engine.dispose()


def unguard(where: Where) -> None:
    """Take the guards of the entries away, as only the owner of the file or the server can."""
    names = ("entries_kept", "entries_never_deleted", "entries_in_turn")
    if isinstance(where, Path):
        execute(where, *(f"DROP TRIGGER {name}" for name in names))
    else:
        execute(where, *(f"DROP TRIGGER {name} ON entries" for name in names), superuser=True)


def numbers(journal: Journal) -> list[object]:
    """The numbers of people in the order of the state."""
    return [one.body["number"] for one in journal.facts() if one.kind == "people.arrived"]
