"""Files are written whole or not at all."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from malja.problems import Failed, Problem

#: A new file of bytes, and no file that stood there before; Windows has to be told that they are bytes.
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes, *, secret: bool = False) -> None:
    """Write a file aside and put it in its place at once: a reader, or a power cut, never meets half of it.

    A `secret` file can be read by its owner alone, from its first byte on (on Windows: as its folder says).

    Raises Failed when the folder cannot be written to; what stood at `path` before is then untouched.
    """
    # A name that nobody can guess or hold, beside the file: a rename is only whole within one file system.
    aside = path.parent / f".{path.name[:40]}.{secrets.token_hex(6)}.part"
    try:
        with open(os.open(aside, NEW_FILE, 0o600 if secret else 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except OSError as error:
        raise Failed([unwritable_problem(path, error)]) from error
    finally:
        aside.unlink(missing_ok=True)


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write several files into a folder, made if need be: all are written aside before the first is put in place.

    A name may lead through folders, with / between them.

    Raises Failed when the folder cannot be made or written to; files that stood there before are then untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".malja.", dir=folder) as aside:
            for name, content in files.items():
                (Path(aside) / name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(Path(aside) / name, content)
            for name in files:
                if (folder / name).is_dir():
                    raise IsADirectoryError(f"{folder / name} is a folder")
            # Before the first file is put in place: what stands in the way must be met now.
            for name in files:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            for name in files:
                os.replace(Path(aside) / name, folder / name)
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error


def unwritable_problem(path: Path, error: OSError) -> Problem:
    """The problem that a file or folder cannot be written, with the system's own reason."""
    reason = error.strerror or str(error)
    return Problem.at(None, "unwritable", value=path, reason=reason)
