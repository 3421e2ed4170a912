"""The checkpoint: the state in a file beside the journal, so that a large site opens quickly. It may be deleted.

It is plain data (`plain_data`), and used only where whoever works at this computer made it (by a secret that stands
outside of the folder), with this very program, on this device, from entries that the journal still holds; what came
since is folded in. In every other case the state is folded anew, as `malja site rebuild` always does.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from malja.files import write_whole
from malja.home import read_own_secret
from malja.journal.journal import Journal
from malja.journal.storage.replay import pause_garbage_collection
from malja.problems import Failed
from malja.site.state.fold import FoldedState
from malja.site.state.plain_data import NotPlainError, name_class, read_plainly, tell_plainly
from malja.site.state.state import State

_FORMAT = "malja.checkpoint/3"
CHECKPOINT_FILE = "state.kept"
#: Below this many new entries a checkpoint costs more than folding them anew; at a large site, more than this part.
LEAST_ENTRIES, _LEAST_PART = 2_000, 60
#: The folders and modules that the state follows from: where any of them changed, the state is folded anew.
PROGRAM = (
    "catalogue", "facts", "goods", "journal", "language", "needs", "operation", "people", "site", "stock",
    "tables", "transport",
    "clock.py", "files.py", "frames.py", "home.py", "problems.py", "quantities.py", "__init__.py",
)  # fmt: skip
_CLASSES = ("malja.facts.", "malja.people.", "malja.site.state.", "malja.stock.", "malja.transport.")
#: The methods that folds keep references to.
_METHODS = frozenset({"_check_pledge", "_settle", "apply", "first_weekday", "knew", "pack_of", "refusals"})


def save_checkpoint(folder: Path, now: FoldedState, journal: Journal) -> bool:
    """Write the state, sealed with this computer's secret; False: that was not possible, which does no harm."""
    secret = read_own_secret()
    if journal.device is None or secret is None:
        return False
    tips = {device: head for device, head in journal.tips().items() if now.tips.get(device) == head.number}
    if len(tips) != len(now.tips):
        return False
    try:
        with pause_garbage_collection():
            now.state.put_away()
            told = tell_plainly(now.state, _list_classes(), _METHODS)
    except NotPlainError:
        return False
    about = {
        "format": _FORMAT,
        "site": journal.site,
        "device": journal.device.id,
        "program": hash_program(),
        "position": now.position,
        "heads": {device: [head.number, head.hash] for device, head in tips.items()},
        "membership": journal.count_membership(),
        "last": list(now.last),
        "state": hashlib.sha256(told).hexdigest(),
    }
    head = json.dumps(about, sort_keys=True).encode()
    try:
        write_whole(folder / CHECKPOINT_FILE, b"\n".join((head, _seal(secret, head), told)), secret=True)
    except Failed:
        return False
    return True


def load_checkpoint(folder: Path, journal: Journal) -> FoldedState | None:
    """The state of the checkpoint; None: there is none of this computer, device, program and journal."""
    secret = read_own_secret()
    try:
        head, seal, told = (folder / CHECKPOINT_FILE).read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    if secret is None or journal.device is None or not hmac.compare_digest(_seal(secret, head), seal):
        return None
    # What follows was written here: it is what `save_checkpoint` says.
    about = json.loads(head)
    made = (_FORMAT, journal.site, journal.device.id, hash_program())
    if tuple(about[name] for name in ("format", "site", "device", "program")) != made:
        return None
    if about["state"] != hashlib.sha256(told).hexdigest() or not _still_holds(about, journal):
        return None
    try:
        with pause_garbage_collection():
            state = read_plainly(told, _list_classes(), _METHODS)
    except NotPlainError:
        return None
    if not isinstance(state, State):
        return None
    tips = {name: number for name, (number, _) in about["heads"].items()}
    return FoldedState(state=state, position=about["position"], tips=tips, last=(about["last"][0], about["last"][1]))


def is_worth_keeping(position: int, kept: int) -> bool:
    """Whether so many entries came since the last checkpoint that another one pays."""
    return position >= kept + max(LEAST_ENTRIES, position // _LEAST_PART)


def _seal(secret: bytes, head: bytes) -> bytes:
    return hmac.new(secret, head, hashlib.sha256).hexdigest().encode()


@cache
def _list_classes() -> dict[str, type]:
    """The classes of the folds, as this program has loaded them: what a state may be made of."""
    return {
        name_class(made): made
        for name, module in sorted(sys.modules.items())
        if name.startswith(_CLASSES)
        for made in vars(module).values()
        if isinstance(made, type) and made.__module__ == name
    }


def delete_checkpoint(folder: Path) -> None:
    """Delete the checkpoint, if there is one and that is possible."""
    with suppress(OSError):
        (folder / CHECKPOINT_FILE).unlink(missing_ok=True)


@cache
def hash_program() -> str:
    """A hash of all that the state follows from besides the entries: the folds, what they import, the catalogue."""
    digest = hashlib.sha256(repr((_FORMAT, sys.version_info[:3])).encode())
    for name in PROGRAM:
        for path in _files_below(files("malja").joinpath(name)):
            if path.name.endswith((".py", ".csv", ".toml", ".json")):
                content = path.read_bytes()
                digest.update(f"{name} {path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _files_below(folder: Traversable) -> Iterator[Traversable]:
    """A file itself, or every file of a folder and of the folders in it, in the order of their names."""
    if folder.is_file():
        yield folder
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _files_below(path)
        else:
            yield path


def _still_holds(about: dict[str, Any], journal: Journal) -> bool:
    """Whether the journal still holds the entries that the state was made from: each chain's last one, by its hash.

    And as many that say who may write: any more of them means that the state is to be folded anew.
    """
    if journal.count_membership() != about["membership"]:
        return False
    for device, (number, hashed) in about["heads"].items():
        entry = next(journal.chain(device, number - 1), None)
        if entry is None or entry.number != number or entry.hash != hashed:
            return False
    return True
