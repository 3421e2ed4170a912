"""The checkpoint: the state in a file beside the journal, so that a large site opens quickly. It may be deleted.

It is used only where this device made it (signed), with this very program, from entries that the journal still holds;
what came since is folded in. In every other case the state is folded anew, as `malja site rebuild` always does.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import json
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MethodType
from typing import Any

from malja.files import write_whole
from malja.journal.journal import Journal
from malja.problems import Failed
from malja.site.state.fold import FoldedState, pause_garbage_collection
from malja.site.state.state import State

_FORMAT = "malja.checkpoint/1"
CHECKPOINT_FILE = "state.kept"
#: Below this many new entries a checkpoint costs more than folding them anew.
LEAST_ENTRIES = 2_000
#: The folders that the state follows from: where any of them changed, the state is folded anew.
_PROGRAM = ("catalogue", "facts", "operation", "people", "site", "stock", "tables", "transport")
_CLASSES = ("malja.facts.", "malja.people.", "malja.site.", "malja.stock.", "malja.transport.")
_PLAIN = {("collections", "Counter"), ("datetime", "date"), ("decimal", "Decimal")}
#: The methods that folds keep references to.
_METHODS = frozenset({"_check_pledge", "_settle", "apply", "first_weekday", "knew", "pack_of", "refusals"})


def save_checkpoint(folder: Path, now: FoldedState, journal: Journal) -> bool:
    """Write the state, signed by this device; False: that was not possible, which does no harm."""
    if journal.device is None:
        return False
    tips = {device: head for device, head in journal.tips().items() if now.tips.get(device) == head.number}
    if len(tips) != len(now.tips):
        return False
    packed = _pickle(now.state)
    about = {
        "format": _FORMAT,
        "site": journal.site,
        "program": hash_program(),
        "position": now.position,
        "heads": {device: [head.number, head.hash] for device, head in tips.items()},
        "last": list(now.last),
        "state": hashlib.sha256(packed).hexdigest(),
    }
    head = json.dumps(about, sort_keys=True).encode()
    signature = journal.device.sign(hashlib.sha256(head).hexdigest()).encode()
    try:
        write_whole(folder / CHECKPOINT_FILE, b"\n".join((head, signature, packed)), secret=True)
    except Failed:
        return False
    return True


def load_checkpoint(folder: Path, journal: Journal) -> FoldedState | None:
    """The state of the checkpoint; None: there is none of this device, program and journal."""
    try:
        head, signature, packed = (folder / CHECKPOINT_FILE).read_bytes().split(b"\n", 2)
        about = json.loads(head)
    except (OSError, ValueError, RecursionError):
        return None
    device = journal.device
    if device is None or not device.card.verify(hashlib.sha256(head).hexdigest(), signature.decode("latin-1")):
        return None
    if not isinstance(about, dict) or about.get("format") != _FORMAT:
        return None
    if about["site"] != journal.site or about["program"] != hash_program():
        return None
    if about["state"] != hashlib.sha256(packed).hexdigest() or not _still_holds(about["heads"], journal):
        return None
    state = _unpickle(packed)
    if state is None:
        return None
    tips = {name: number for name, (number, _) in about["heads"].items()}
    return FoldedState(state=state, position=about["position"], tips=tips, last=(about["last"][0], about["last"][1]))


def delete_checkpoint(folder: Path) -> None:
    """Delete the checkpoint, if there is one and that is possible."""
    with suppress(OSError):
        (folder / CHECKPOINT_FILE).unlink(missing_ok=True)


@cache
def hash_program() -> str:
    """A hash of all that the state follows from besides the entries: the folds, what they import, the catalogue."""
    digest = hashlib.sha256(repr((_FORMAT, sys.version_info[:2])).encode())
    for folder in _PROGRAM:
        for path in _files_below(files("malja").joinpath(folder)):
            if path.name.endswith((".py", ".csv")):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _files_below(folder: Traversable) -> Iterator[Traversable]:
    """Every file of a folder and of the folders in it, in the order of their names."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _files_below(path)
        else:
            yield path


def _still_holds(tips: dict[str, list[Any]], journal: Journal) -> bool:
    """Whether the journal still holds the entries that the state was made from: each chain's last one, by its hash."""
    for device, (number, hashed) in tips.items():
        entry = next(journal.chain(device, number - 1), None)
        if entry is None or entry.number != number or entry.hash != hashed:
            return False
    return True


def _pickle(state: State) -> bytes:
    into = io.BytesIO()
    pickler = pickle.Pickler(into, protocol=5)
    pickler.dispatch_table = copyreg.dispatch_table.copy()
    pickler.dispatch_table[MethodType] = _reduce_method
    with pause_garbage_collection():
        pickler.dump(state)
    return into.getvalue()


def _unpickle(content: bytes) -> State | None:
    try:
        with pause_garbage_collection():
            state = _Unpickler(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, LookupError, TypeError, ValueError):
        return None
    return state if isinstance(state, State) else None


class _Unpickler(pickle.Unpickler):
    """Makes objects of the folds and plain values only, whatever a file asks for."""

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name == _method.__name__:
            return _method
        made = super().find_class(module, name) if (module, name) in _PLAIN or module.startswith(_CLASSES) else None
        if isinstance(made, type) and made.__module__ == module:
            return made
        raise pickle.UnpicklingError(f"{module}.{name}")


def _reduce_method(method: MethodType) -> tuple[Callable[..., object], tuple[object, str]]:
    return _method, (method.__self__, method.__name__)


def _method(of: object, name: str) -> object:
    """The method of a fold that another fold keeps."""
    if name not in _METHODS or not type(of).__module__.startswith(_CLASSES):
        raise pickle.UnpicklingError(name)
    return getattr(of, name)
