"""Every test of the journal's behaviour runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from tests.journal.devices import Party, Places, begun, close_all, joined
from tests.journal.postgres import schema_in, server

Where = Path | str


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    with server() as url:
        yield url


@pytest.fixture
def schema(postgres: URL) -> str:
    """The address of an empty schema on a PostgreSQL server."""
    return schema_in(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Where]:
    """Gives a new empty place for a journal each time: a file, or a schema of the server."""
    if request.param == "sqlite":
        places = (tmp_path / f"journal-{number}.sqlite" for number in itertools.count())
        return lambda: next(places)
    url: URL = request.getfixturevalue("postgres")
    return lambda: schema_in(url)


@pytest.fixture
def where(place: Callable[[], Where]) -> Where:
    """One empty place for a journal."""
    return place()


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture
def office(place: Places, tmp_path: Path) -> Party:
    return begun(tmp_path, place)


@pytest.fixture
def store(office: Party, place: Places) -> Party:
    return joined(office, "store", place)
