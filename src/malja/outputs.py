"""The one place through which commands write what they are asked for: no file is replaced that malja did not write.

In a folder the files of a command appear as a set. All are written aside, with a record of what they are; one rename
says that the set is whole, and only then they are put in place. A command that was killed before has changed nothing;
what one killed after it left to do is done by the next that reads or writes the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from malja.files import make_aside, sync_folder, unwritable_problem, write_whole
from malja.problems import Failed, Problem, Refused

#: What malja wrote into a folder: each file's name and the hash of its bytes.
RECORD_FILE = ".malja-files.json"
#: A set that is whole and not yet in place.
READY_FOLDER = ".malja-ready"
_FORMAT = "malja.files/1"
#: What a site is made of: no output replaces it, whatever is said.
SITE_FILES = frozenset({"site.toml", "device.key", "journal.sqlite", "journal.sqlite-wal", "spare.key", "state.kept"})
#: The folder of what may leave; all else is its owner's alone, as the key is.
_TO_LEAVE = "public/"


def write_output(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file that was asked for, its owner's alone; with `force` in place of what stands there.

    Raises Refused where something stands there, or a site's own file does; Failed where it can't be written.
    """
    refuse_taken_file(path, force=force)
    write_whole(path, content, secret=True)


def refuse_taken_file(path: Path, *, force: bool = False) -> None:
    """Raise Refused where an output must not stand: in place of a file, or of a site's own even with `force`."""
    if os.path.lexists(path) and path.name.lower() in SITE_FILES:
        raise Refused([Problem(code="output_of_site", file=str(path))])
    if os.path.lexists(path) and not path.is_dir() and not force:
        raise Refused([Problem(code="output_exists", file=str(path))])


def write_outputs(folder: Path, files: Mapping[str, bytes], *, force: bool = False, anew: bool = False) -> None:
    """Write files into a folder as a set, its owner's alone but for those that may leave; names with / lead deeper.

    Files that malja wrote there, and nobody changed since, are replaced; with `force` any. `anew`: what malja wrote
    there before, and is not of the set, goes with it: it was made of what is replaced.

    Raises Refused with every file that stands in the way, Failed where they can't be written; then nothing is changed.
    """
    refuse_taken_files(folder, files, force=force)
    known = _read_record(folder / RECORD_FILE)
    gone = [name for name in known if anew and "/" not in name and name not in files and _stands(folder, name, known)]
    record = {name: mark for name, mark in known.items() if name not in gone}
    record |= {name: _mark(content) for name, content in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if (folder / name).is_dir():
                raise IsADirectoryError(f"{folder / name} is a folder")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with make_aside(folder / "malja") as aside:
            for name, content in files.items():
                (aside / name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(aside / name, content, secret=not name.startswith(_TO_LEAVE))
            told = {"format": _FORMAT, "files": dict(sorted(record.items())), "gone": sorted(gone)}
            write_whole(aside / RECORD_FILE, (json.dumps(told, indent=1) + "\n").encode(), secret=True)
            os.rename(aside, folder / READY_FOLDER)
            sync_folder(folder)
            _put_in_place(folder)
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error


def refuse_taken_files(folder: Path, files: Iterable[str], *, force: bool = False) -> None:
    """Raise Refused with every file of a folder that malja did not write, or that was changed since."""
    finish_outputs(folder)
    standing = [name for name in files if os.path.lexists(folder / name) and not (folder / name).is_dir()]
    known = _read_record(folder / RECORD_FILE)
    taken = [name for name in standing if not (force or _stands(folder, name, known))]
    own = [name for name in standing if Path(name).name.lower() in SITE_FILES]
    if taken or own:
        wrong = [Problem(code="output_of_site", file=str(folder / name)) for name in own]
        wrong += [Problem(code="output_taken", file=str(folder / name)) for name in taken if name not in own]
        raise Refused(wrong)


def finish_outputs(folder: Path) -> None:
    """Put a set in place that a killed command left whole; where the folder can't be written, it stays as it is."""
    if (folder / READY_FOLDER).is_dir():
        with suppress(OSError):
            _put_in_place(folder)


def _put_in_place(folder: Path) -> None:
    """Move what stands ready to its places, the record last; whoever is stopped in between may begin again."""
    ready = folder / READY_FOLDER
    record = ready / RECORD_FILE
    if record.is_file():
        for path in sorted(path for path in ready.rglob("*") if path.is_file() and path != record):
            place = folder / path.relative_to(ready)
            place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another command was quicker
                os.replace(path, place)
            sync_folder(place.parent)
        for name in _read_gone(record):
            (folder / name).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            os.replace(record, folder / RECORD_FILE)
        sync_folder(folder)
    shutil.rmtree(ready, ignore_errors=True)


def _stands(folder: Path, name: str, known: Mapping[str, str]) -> bool:
    """Whether a file stands there as malja wrote it."""
    path = folder / name
    try:
        return name in known and path.is_file() and known[name] == _mark(path.read_bytes())
    except OSError:
        return False


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> dict[str, object]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and told.get("format") == _FORMAT else {}


def _read_record(path: Path) -> dict[str, str]:
    files = _read(path).get("files")
    return {str(name): str(mark) for name, mark in files.items()} if isinstance(files, dict) else {}


def _read_gone(path: Path) -> list[str]:
    """Names of files of the folder itself: a record that somebody else made leads nowhere else."""
    gone = _read(path).get("gone")
    names = [name for name in gone if isinstance(name, str)] if isinstance(gone, list) else []
    return [name for name in names if name == Path(name).name and name not in ("", ".", "..", *SITE_FILES)]
