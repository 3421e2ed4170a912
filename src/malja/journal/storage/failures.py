"""Explain a database's errors to the person who keeps the journal."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from malja.problems import Failed, MaljaError, Problem, Refused

#: The start of SQLite's names of errors, and of PostgreSQL's codes, with the problem's code.
_MEANINGS = (
    ("SQLITE_FULL", "journal_disk_full"),
    ("SQLITE_READONLY", "journal_read_only"),
    ("SQLITE_BUSY", "journal_busy"),
    ("SQLITE_LOCKED", "journal_busy"),
    ("SQLITE_NOTADB", "journal_none"),
    ("SQLITE_CORRUPT", "journal_damaged"),
    ("SQLITE_IOERR", "journal_disk"),
    ("SQLITE_CANTOPEN", "journal_disk"),
    ("53100", "journal_disk_full"),
    ("25006", "journal_read_only"),
    ("55P03", "journal_busy"),
    ("XX001", "journal_damaged"),
    ("XX002", "journal_damaged"),
    ("58", "journal_disk"),
    ("3D000", "journal_none"),
    ("", "journal_refused"),
)


def explain_error(error: Exception, where: str) -> MaljaError:
    """The failure that a database's error means. It never quotes rows: they may tell of people."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or "")
    if isinstance(original, UnicodeDecodeError) or (isinstance(original, sqlite3.OperationalError) and not name):
        # Python's own errors for a text, or an error of SQLite's that quotes one, that is not UTF-8 any more.
        name = "SQLITE_CORRUPT"
    # Without a code of PostgreSQL's own there was no server to give one.
    away = name.startswith(("08", "57P", "28")) or (not name and type(original).__name__ == "OperationalError")
    code = "journal_away" if away else next(code for start, code in _MEANINGS if name.startswith(start))
    reason = str(original).strip() or type(original).__name__
    problem = Problem.at(None, code, value=where, reason=reason.split("\n")[0])
    return Refused([problem]) if code == "journal_none" else Failed([problem])
