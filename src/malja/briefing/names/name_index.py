"""The names of a long list with their index, kept beside its file so that both are made once."""

from __future__ import annotations

import contextlib
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from malja.briefing.names.name_files import NameList, read_names
from malja.files import write_whole
from malja.names import Index, Kind
from malja.names.comparing.frequencies import Frequencies
from malja.names.finding.index import KeptIndex
from malja.problems import Failed

#: Shorter lists are read and indexed in a moment.
_LEAST_NAMES = 2_000
_FORMAT = "malja.names-index/1"
#: How an index begins.
_BEGIN = b'{"mark": "'


def open_names(file: Path, columns: Path | None, kind: Kind, frequencies: Frequencies | None) -> tuple[NameList, Index]:
    """The names of a file with their index; those of a long list are kept beside the file, as FILE.index.

    What was kept is used only for the very same bytes of the file, its `columns` and malja's tables; else it is
    made again. It holds the names and can be read by its owner alone. Where the folder cannot be written to, nothing is
    kept.
    """
    place = file.with_name(f"{file.name}.index")
    mark = _mark(file, columns, kind) if place.exists() else ""
    if kept := _read_kept(place, mark):
        listing, blocks = kept
        return listing, Index(listing.names, kind=kind, frequencies=frequencies, kept=blocks)
    listing = read_names(file, columns)
    index = Index(listing.names, kind=kind, frequencies=frequencies)
    if len(listing.names) >= _LEAST_NAMES and not listing.notices and (not place.exists() or _is_kept(place)):
        content = {
            "mark": _mark(file, columns, kind),
            "names": listing.names,
            "rows": listing.rows,
            "lengths": index.kept.lengths,
            "blocks": index.kept.blocks,
        }
        with contextlib.suppress(Failed):
            write_whole(place, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"), secret=True)
    return listing, index


def _is_kept(place: Path) -> bool:
    """Whether a file is an index that malja kept: another of that name is somebody's own."""
    try:
        with place.open("rb") as file:
            return file.read(len(_BEGIN)) == _BEGIN
    except OSError:
        return False


def _mark(file: Path, columns: Path | None, kind: Kind) -> str:
    """A hash of everything that names and index follow from; nothing where a file cannot be read."""
    found = hashlib.sha256(f"{_FORMAT} {kind}".encode())
    tables = [table for table in files("malja.names.data").iterdir() if table.name.endswith((".csv", ".toml"))]
    try:
        for table in [*sorted(tables, key=lambda table: table.name), file, *([columns] if columns else [])]:
            found.update(hashlib.sha256(table.read_bytes()).digest())
    except OSError:
        return ""
    return found.hexdigest()


def _read_kept(place: Path, mark: str) -> tuple[NameList, KeptIndex] | None:
    """What was kept of these very names; None where it is missing, of others, or broken."""
    try:
        content: Any = json.loads(place.read_bytes()) if mark else None
        if content is None or content["mark"] != mark:
            return None
        names = tuple([str(name) for name in content["names"]])
        rows = tuple([int(row) for row in content["rows"]])
        lengths = [int(length) for length in content["lengths"]]
        blocks = {str(key): [int(at) for at in places] for key, places in content["blocks"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not len(names) == len(rows) == len(lengths) or any(not 0 <= at < len(names) for at in _places(blocks)):
        return None
    return NameList(names=names, rows=rows), KeptIndex(blocks=blocks, lengths=lengths)


def _places(blocks: dict[str, list[int]]) -> list[int]:
    return [at for places in blocks.values() for at in (min(places, default=0), max(places, default=0))]
