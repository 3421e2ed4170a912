"""Files are written whole or not at all; what a killed command left beside them is found and removed by the next."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from malja import clock
from malja.problems import Failed, Problem

if sys.platform != "win32":
    import fcntl

#: A new file of bytes, and no file that stood there before; Windows has to be told that they are bytes.
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
#: Where nothing can be held (Windows), what has stood beside a file for so many seconds was left behind.
_LEFT_AFTER = 600.0


def write_whole(path: Path, content: bytes, *, secret: bool = False) -> None:
    """Write a file aside and put it in its place at once: a reader, or a power cut, never meets half of it.

    A `secret` file can be read by its owner alone, from its first byte on (on Windows: as its folder says).

    Raises Failed when the folder cannot be written to; what stood at `path` before is then untouched.
    """
    aside = _name_aside(path)
    try:
        clear_leftovers(path.parent, _begin_name(path))
        descriptor = os.open(aside, NEW_FILE, 0o600 if secret else 0o666)
        while not _hold(descriptor, aside):
            os.close(descriptor)
            descriptor = os.open(aside, NEW_FILE, 0o600 if secret else 0o666)
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if sys.platform != "win32":  # held until it stands in its place; Windows moves no open file
                os.replace(aside, path)
        if sys.platform == "win32":
            os.replace(aside, path)
        sync_folder(path.parent)
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
        with make_aside(folder / "malja") as aside:
            for name, content in files.items():
                (aside / name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(aside / name, content)
            for name in files:
                if (folder / name).is_dir():
                    raise IsADirectoryError(f"{folder / name} is a folder")
            # Before the first file is put in place: what stands in the way must be met now.
            for name in files:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            for name in files:
                os.replace(aside / name, folder / name)
            sync_folder(folder)
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error


@contextmanager
def make_aside(place: Path) -> Iterator[Path]:
    """A hidden folder beside `place`, its owner's alone, to be renamed into it; what is left of it is deleted.

    Those that killed commands left beside the same place are deleted first. Raises OSError.
    """
    if place.parent.is_dir():
        clear_leftovers(place.parent, _begin_name(place))
    aside = _name_aside(place)
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.mkdir(mode=0o700)
    held = -1
    try:
        if sys.platform != "win32":
            held = os.open(aside, os.O_RDONLY)
            while not _hold(held, aside):
                os.close(held)
                aside.mkdir(mode=0o700)
                held = os.open(aside, os.O_RDONLY)
        yield aside
    finally:
        if held >= 0:
            os.close(held)
        shutil.rmtree(aside, ignore_errors=True)


def clear_leftovers(folder: Path, begin: str) -> None:
    """Delete what killed commands left in a folder under hidden names that begin so; what a running one holds stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [one for one in entries if one.name.startswith(begin) and one.name.endswith(".part")]:
            with suppress(OSError):
                _clear(Path(entry.path))


def _clear(left: Path) -> None:
    """Delete a file or folder, unless a command that runs holds it: a killed one holds nothing. Raises OSError."""
    about = left.lstat()
    if stat.S_ISLNK(about.st_mode):
        return
    if sys.platform == "win32":
        if clock.now().timestamp() - about.st_mtime >= _LEFT_AFTER:
            _delete(left)
        return
    held = os.open(left, os.O_RDONLY | os.O_NONBLOCK)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where another holds it
        _delete(left)
    finally:
        os.close(held)


def _delete(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _hold(descriptor: int, path: Path) -> bool:
    """Hold an open file or folder for as long as it is open; False: another took it for left behind just before."""
    if sys.platform == "win32":
        return True
    with suppress(OSError):  # some file systems hold nothing
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return path.exists()


def _begin_name(path: Path) -> str:
    return f".{path.name[:40]}."


def _name_aside(path: Path) -> Path:
    """A name that nobody can guess or hold, beside the file: a rename is only whole within one file system."""
    return path.parent / f"{_begin_name(path)}{secrets.token_hex(6)}.part"


def sync_folder(folder: Path) -> None:
    """See to it that what was renamed in a folder is still so after a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some file systems can't
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def unwritable_problem(path: Path, error: OSError) -> Problem:
    """The problem that a file or folder cannot be written, with the system's own reason."""
    reason = error.strerror or str(error)
    return Problem.at(None, "unwritable", value=path, reason=reason)
