"""The database of a journal: SQLite in a file, or PostgreSQL; opened, set up, read from and written to."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from malja.journal.chain.entry import Entry
from malja.journal.storage import guards
from malja.journal.storage.failures import explain_error
from malja.journal.storage.rows import find_uneven_index, insert_entry
from malja.journal.storage.tables import ABOUT, ENTRIES, SCHEMA
from malja.problems import Failed, Problem, Refused, shorten

#: How every SQLite file begins.
_MAGIC = b"SQLite format 3\0"
_FORMAT = "malja.journal/1"
#: How long a writer waits for the others before it gives up, in seconds.
_PATIENCE = 60
_BEGIN_ALONE = f"BEGIN; SELECT pg_advisory_xact_lock({guards.WRITER_LOCK}, 'entries'::regclass::oid::integer)"


class Database:
    """A journal's database. A Path is an SQLite file; a text is a URL, sqlite:///FILE or postgresql://..."""

    def __init__(self, where: Path | str) -> None:
        url = _url(where)
        self.sqlite = url.get_backend_name() == "sqlite"
        #: How messages name it: never with the password.
        self.name = str(url.database) if self.sqlite else _describe(url)
        self.read_only = False
        self._lock = threading.Lock()
        self._writer: Connection | None = None
        self._checked = False
        self._path = Path(str(url.database)).absolute() if self.sqlite else None
        self._engine = _sqlite_engine(self._path, "rw") if self._path else _postgresql_engine(url)

    @contextmanager
    def create(self, site: str) -> Iterator[Connection]:
        """Make the tables and guards of a new journal, with what the block writes; Refused where anything is there."""
        if self._path:
            self._begin_file(self._path)
        with self.writing(founding=True) as connection:
            if inspect(connection).get_table_names():
                raise Refused([Problem(code="journal_exists", value=self.name)])
            SCHEMA.create_all(connection)
            guards.create_guards(connection)
            connection.execute(insert(ABOUT), [{"name": "format", "value": _FORMAT}, {"name": "site", "value": site}])
            yield connection

    def read_site(self) -> str:
        """The id of the site whose journal this is; raises Refused where it is none, or of a newer format."""
        if self._path and not self._path.is_file():
            raise Refused([Problem(code="journal_missing", value=self.name)])
        try:
            said = self._about()
        except DBAPIError as error:
            if not self._path or not self._reopened(self._path, error):
                raise explain_error(error, self.name) from error
            with self._explained():
                said = self._about()
        except UnicodeDecodeError as error:
            raise explain_error(error, self.name) from error
        if "format" not in said or "site" not in said:
            raise Refused([Problem(code="journal_none", value=self.name, values=(("reason", "about"),))])
        if said["format"] != _FORMAT:
            raise Refused([Problem.at(None, "journal_format", value=said["format"], known=_FORMAT)])
        return said["site"]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the journal as it is now, whatever is written meanwhile."""
        begin = "BEGIN" if self.sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._explained(), self._engine.connect() as connection:
            connection.exec_driver_sql(begin)
            yield connection

    @contextmanager
    def writing(self, *, founding: bool = False) -> Iterator[Connection]:
        """A connection that alone may write; what was written is on the disk when the block ends, or not at all."""
        begin = "BEGIN IMMEDIATE" if self.sqlite else "BEGIN" if founding else _BEGIN_ALONE
        with self._alone() as connection:
            _execute(connection, begin)
            yield connection
            _execute(connection, "COMMIT")

    def insert_entry(self, entry: Entry) -> bool:
        """Add one entry at its own position, durably, in one statement; False where another entry stands there."""
        with self._alone() as connection:
            try:
                insert_entry(connection, entry)
            except self._errors.IntegrityError:
                return False
        return True

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """The connection that writes, for one thread at a time; kept for the next time when all went well."""
        if self.read_only:
            raise Failed([Problem(code="journal_read_only", value=self.name)])
        with self._lock, self._explained(), ExitStack() as undone:
            connection = self._writer or self._engine.connect()
            self._writer = None
            # Letting go of a connection in the midst of a transaction takes back what it wrote.
            undone.callback(connection.close)
            undone.callback(connection.invalidate)
            if self.sqlite and not self._checked:
                self._check(connection)
            yield connection
            undone.pop_all()
            self._writer = connection

    def _check(self, connection: Connection) -> None:
        """SQLite's own look at its file, before the first thing is written: nothing is added to what is damaged.

        It compares no index with its table, so the rows of each are counted.
        """
        said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()).splitlines()[-1]
        if said == "ok" and inspect(connection).has_table(ENTRIES.name):
            said = find_uneven_index(connection)
        if said != "ok":
            raise Failed([Problem.at(None, "journal_damaged", value=self.name, reason=shorten(said))])
        self._checked = True

    @property
    def _errors(self) -> Any:
        """The driver's module, for the errors that it raises."""
        return self._engine.dialect.loaded_dbapi

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Whatever the database refuses in this block is raised as Failed, or Refused, in plain words."""
        try:
            yield
        except (DBAPIError, self._errors.Error, UnicodeDecodeError) as error:
            raise explain_error(error, self.name) from error

    def sweep(self) -> None:
        """Leave nothing of deleted rows beside an SQLite file (on PostgreSQL the server's own sweeping does it)."""
        if self.sqlite:
            with self._alone() as connection:
                _execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
        self._engine.dispose()

    def _about(self) -> dict[str, str]:
        with self._engine.connect() as connection:
            if not inspect(connection).has_table("about"):
                return {}
            return {row.name: row.value for row in connection.execute(select(ABOUT.c.name, ABOUT.c.value))}

    def _begin_file(self, path: Path) -> None:
        """An empty database in a file, in the mode in which a power cut loses nothing that was acknowledged."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Nobody else reads it; SQLite gives the files beside it the same rights.
            path.touch(mode=0o600)
            # SQLite takes a file of a few letters for an empty one, and would write over it.
            with path.open("rb") as file:
                begins = file.read(len(_MAGIC))
            if begins not in (b"", _MAGIC):
                raise Refused([Problem(code="journal_exists", value=self.name)])
        except OSError as error:
            raise Failed([Problem.at(None, "unwritable", value=path, reason=error.strerror or str(error))]) from error
        with self._explained(), self._engine.connect() as connection:
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


def _execute(connection: Connection, statement: str) -> None:
    """Give the driver a statement without values, as quickly as can be."""
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _url(where: Path | str) -> URL:
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    # Whatever can't be read as an address is never repeated: a password may stand anywhere in it.
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise Refused([Problem(code="database_url")]) from None
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise Refused([Problem(code="database_url")])


def _describe(url: URL) -> str:
    """An address as people write it, without password and settings."""
    return url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)


def _sqlite_engine(path: Path, mode: str) -> Engine:
    def connect() -> sqlite3.Connection:
        # Transactions are begun by malja alone (isolation_level None).
        uri = f"{path.as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        with ExitStack() as undone:
            undone.callback(connection.close)
            _set_pragmas(connection)
            undone.pop_all()
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def _set_pragmas(connection: sqlite3.Connection) -> None:
    """Durable, leaving nothing of what was deleted, and trusting nothing that a file brings with it."""
    for setting in ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {setting}")


def _postgresql_engine(url: URL) -> Engine:
    try:
        engine = create_engine(
            url, isolation_level="AUTOCOMMIT", pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    except (ImportError, NoSuchModuleError) as error:
        raise Failed([Problem(code="postgresql_driver")]) from error

    @event.listens_for(engine, "connect")
    def _durable(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # Stronger promises than `on`, to servers far away, stay.
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
        cursor.execute(f"SET lock_timeout TO '{_PATIENCE}s'")
        connection.commit()  # type: ignore[attr-defined]

    return engine
