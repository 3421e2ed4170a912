"""A site's folder: its files, and how it is made whole or not at all."""

from __future__ import annotations

import datetime
import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from malja.files import make_aside, sync_folder, unwritable_problem, write_whole
from malja.home import knows_server, remember_server
from malja.problems import Failed, Problem, Refused

_FORMAT = "malja.site/1"
_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")
SITE_FILE, KEY_FILE, JOURNAL_FILE = "site.toml", "device.key", "journal.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a desk repeats and commands may leave out: its place, its store, who records, and the day of its papers.

    `day` (an ISO date) counts on the date `day_said` alone: tomorrow nobody means yesterday's papers.
    """

    place: str = ""
    store: str = ""
    by: str = ""
    day: str = ""
    day_said: str = ""

    def day_on(self, today: datetime.date) -> str:
        """The day of the papers, blank where it was said on another date."""
        return self.day if self.day_said == today.isoformat() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """What site.toml says: the site's id and name, its journal (blank: in the folder), what its desk repeats.

    `closed`: the day on which it was closed, blank: it is open.
    """

    site: str
    name: str
    database: str = ""
    desk: Desk = Desk()
    closed: str = ""

    def where(self, folder: Path) -> Path | str:
        """The journal: a file of the folder, or a database's URL."""
        return self.database or folder / JOURNAL_FILE


def is_site(path: Path) -> bool:
    """Whether there is a site in a folder."""
    return (path / SITE_FILE).is_file()


def read_site_file(folder: Path) -> SiteFile:
    """Read site.toml; raises Refused where there is no site, or one of a newer malja."""
    path = folder / SITE_FILE
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused([Problem(code="site_missing", value=str(folder))]) from None
    except (OSError, ValueError, RecursionError) as error:
        raise Refused([Problem.at(None, "site_unreadable", value=path, reason=error)]) from error
    if settings.get("format") != _FORMAT:
        raise Refused([Problem.at(None, "site_format", value=settings.get("format", ""), known=_FORMAT)])
    texts = [settings.get(name, "") for name in ("site", "name", "database", "closed")]
    if not all(isinstance(text, str) for text in texts) or not texts[0]:
        raise Refused([Problem.at(None, "site_unreadable", value=path, reason="site")])
    told = settings.get("desk", {})
    desk = {name: str(told.get(name, "")) for name in Desk.__slots__} if isinstance(told, dict) else {}
    return SiteFile(site=texts[0], name=texts[1], database=texts[2], closed=texts[3], desk=Desk(**desk))


def write_site_file(folder: Path, about: SiteFile) -> None:
    """Write site.toml. No password stands in it: PGPASSWORD or a password file gives it when the site is opened."""
    settings = {"format": _FORMAT, "site": about.site, "name": about.name}
    if about.database:
        settings["database"] = _without_password(about.database)
    if about.closed:
        settings["closed"] = about.closed
    repeated = {name: value for name, value in asdict(about.desk).items() if value}
    lines = [_write_setting(*pair) for pair in settings.items()]
    lines += ["[desk]\n", *(_write_setting(*pair) for pair in repeated.items())] if repeated else []
    write_whole(folder / SITE_FILE, "".join(lines).encode())


def _write_setting(name: str, value: str) -> str:
    return f"{name} = {json.dumps(value, ensure_ascii=False)}\n"


def find_site_here() -> Path | None:
    """The site that is meant where none is named: that of MALJA_SITE, else the folder one stands in or one above it."""
    named = os.environ.get("MALJA_SITE", "")
    if named:
        return Path(named)
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if is_site(folder)), None)


@contextmanager
def make_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder that takes the place of `folder` when the block succeeds, and is deleted when it fails.

    Raises Refused where something is there already, Failed where the folder can't be made.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Refused([Problem(code="folder_not_empty", file=str(folder))])
    try:
        with make_aside(folder) as aside:
            yield aside
            if folder.exists():
                folder.rmdir()
            os.rename(aside, folder)
            sync_folder(folder.parent)
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error


def refuse_database(url: str | None) -> None:
    """Raises Refused where a database's URL is none of PostgreSQL's, or holds a password; it is never repeated.

    A password would stand in lists of commands and in files. SQLite's file stands in the folder, and bears no name.
    """
    if not url:
        return
    if url.lower().startswith("sqlite"):
        raise Refused([Problem(code="database_sqlite")])
    try:
        parts = urlsplit(url)
        right = parts.scheme in _SCHEMES and url.startswith(f"{parts.scheme}://") and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise Refused([Problem(code="database_url")])
    secret = parts.netloc.rpartition("@")[0].partition(":")[2]
    # A slash in a password ends what is taken for the server.
    if secret or "@" in parts.path or any(name.lower().endswith("password") for name, _ in parse_qsl(parts.query)):
        raise Refused([Problem(code="database_password")])


def name_server(url: str) -> str:
    """The address by which malja knows again that it may connect to a database: all of it but a password."""
    return _without_password(url)


def allow_database(url: str) -> None:
    """Remember, outside of every folder, that a person named this database; raises Refused as `refuse_database`."""
    refuse_database(url)
    if url:
        remember_server(name_server(url))


def require_known_server(folder: Path, about: SiteFile) -> None:
    """Raises Refused where site.toml names a database that nobody here named: no password is sent to a stranger's."""
    refuse_database(about.database)
    if about.database and not knows_server(name_server(about.database)):
        address = name_server(about.database)
        raise Refused([Problem.at(None, "server_unknown", value=address, path=folder / SITE_FILE, site=folder)])


def _without_password(url: str) -> str:
    """A database's URL without its password."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().endswith("password")]
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}", query=urlencode(asked)))
