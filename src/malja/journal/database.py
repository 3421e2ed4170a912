"""The database of a journal: SQLite in a file, or PostgreSQL; opened, set up, read from and written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from malja.journal import guards
from malja.journal.failures import explained, explanation
from malja.journal.tables import SCHEMA, about
from malja.problems import Failed, Problem, Refused

FORMAT = "malja.journal/1"
#: How long a writer waits for the others before it gives up, in seconds.
PATIENCE = 60
#: One writer at a time, in each schema of a PostgreSQL database: malja's own number, and that of the table.
_LOCK = "SELECT pg_advisory_xact_lock(1835101802, 'entries'::regclass::oid::integer)"


class Database:
    """A journal's database. A Path is an SQLite file; a text is a URL, sqlite:///FILE or postgresql://..."""

    def __init__(self, where: Path | str) -> None:
        url = _url(where)
        self.sqlite = url.get_backend_name() == "sqlite"
        #: How messages name it: never with the password.
        self.name = str(url.database) if self.sqlite else url.render_as_string(hide_password=True)
        self.read_only = False
        self._path = Path(str(url.database)).absolute() if self.sqlite else None
        self._engine = _sqlite_engine(self._path, "rw") if self._path else _postgresql_engine(url)

    @contextmanager
    def founding(self, site: str) -> Iterator[Connection]:
        """Make the tables and guards of a new journal; what is written in the block is part of it, or nothing is.

        Raises Refused where the database holds anything already.
        """
        if self._path:
            self._begin_file(self._path)
        with self.writing(founding=True) as connection:
            if inspect(connection).get_table_names():
                raise Refused([Problem(code="journal_exists", value=self.name)])
            SCHEMA.create_all(connection)
            guards.set_up(connection)
            connection.execute(insert(about), [{"name": "format", "value": FORMAT}, {"name": "site", "value": site}])
            yield connection

    def site(self) -> str:
        """The id of the site whose journal this is; raises Refused where it is none, or of a newer format."""
        if self._path and not self._path.is_file():
            raise Refused([Problem(code="journal_missing", value=self.name)])
        try:
            said = self._about()
        except DBAPIError as error:
            if not self._path or not self._reopened(self._path, error):
                raise explanation(error, self.name) from error
            with explained(self.name):
                said = self._about()
        if "format" not in said or "site" not in said:
            raise Refused([Problem(code="journal_none", value=self.name, values=(("reason", "about"),))])
        if said["format"] != FORMAT:
            raise Refused([Problem.at(None, "journal_format", value=said["format"], known=FORMAT)])
        return said["site"]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the journal as it is now, whatever is written meanwhile."""
        with explained(self.name), self._engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self, *, founding: bool = False) -> Iterator[Connection]:
        """A connection that alone may write; what was written is on the disk when the block ends, or not at all."""
        if self.read_only:
            raise Failed([Problem(code="journal_read_only", value=self.name)])
        with explained(self.name), self._engine.connect() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            elif not founding:
                connection.exec_driver_sql(_LOCK)
            yield connection
            connection.commit()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _about(self) -> dict[str, str]:
        with self._engine.connect() as connection:
            if not inspect(connection).has_table("about"):
                return {}
            return {row.name: row.value for row in connection.execute(select(about.c.name, about.c.value))}

    def _begin_file(self, path: Path) -> None:
        """An empty database in a file, in the mode in which a power cut loses nothing that was acknowledged."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            raise Failed([Problem.at(None, "unwritable", value=path, reason=error.strerror or str(error))]) from error
        with explained(self.name), self._engine.connect() as connection:
            if not inspect(connection).get_table_names():
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def _reopened(self, path: Path, error: DBAPIError) -> bool:
        """Whether a file that can't be written to can still be read: from a locked stick, or one that is full."""
        if not str(getattr(error.orig, "sqlite_errorname", "")).startswith(
            ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR_SHM")
        ):
            return False
        beside = path.with_name(path.name + "-wal")
        # With entries still beside the file only SQLite's own way to read them will do: a failure beats old news.
        alone = not beside.exists() or beside.stat().st_size == 0
        self._engine.dispose()
        self._engine = _sqlite_engine(path, "ro&immutable=1" if alone else "ro")
        self.read_only = True
        return True


def _url(where: Path | str) -> URL:
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError:
        raise Refused([Problem.at(None, "database_url", value=where)]) from None
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    if url.get_backend_name() in ("postgresql", "postgres") and url.drivername in (
        "postgres",
        "postgresql",
        "postgresql+psycopg",
    ):
        return url.set(drivername="postgresql+psycopg")
    raise Refused([Problem.at(None, "database_url", value=url.render_as_string(hide_password=True))])


def _sqlite_engine(path: Path, mode: str) -> Engine:
    def connect() -> sqlite3.Connection:
        # Transactions are begun by malja alone (isolation_level None).
        uri = f"{path.as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        for setting in ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def _postgresql_engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, connect_args={"connect_timeout": 10})
    except (ImportError, NoSuchModuleError) as error:
        raise Failed([Problem(code="postgresql_driver")]) from error

    @event.listens_for(engine, "connect")
    def _durable(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute(f"SET lock_timeout TO '{PATIENCE}s'")
        connection.commit()  # type: ignore[attr-defined]

    return engine
