"""What malja remembers for the person at this computer, outside of every folder that could come from somebody else.

A secret, by which malja knows again what it wrote itself, and the servers that it may connect to. It stands in the
folder that MALJA_HOME names, else where the system keeps such things; it may be deleted: then what was kept is made
anew, and malja asks again.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from malja.files import write_whole
from malja.problems import Failed

_SECRET, _SERVERS = "secret", "servers.json"
_BYTES = 32


def find_home() -> Path:
    """The folder in which malja remembers; it need not be there yet."""
    if named := os.environ.get("MALJA_HOME", ""):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "malja"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "malja"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "malja"


def read_own_secret() -> bytes | None:
    """The secret of whoever works here, made the first time; None: it can neither be read nor made."""
    try:
        path = find_home() / _SECRET
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, secrets.token_bytes(_BYTES), secret=True)
        content = path.read_bytes()
    except (OSError, RuntimeError, Failed):
        return None
    return content if len(content) == _BYTES else None


def knows_server(address: str) -> bool:
    """Whether a person said before that malja may connect to this address."""
    return address in _read_servers()


def remember_server(address: str) -> None:
    """Remember that malja may connect to an address; raises Failed where that can't be written."""
    known = _read_servers()
    if address not in known:
        path = find_home() / _SERVERS
        with suppress(OSError):  # Writing says what is wrong.
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, (json.dumps(sorted({*known, address}), indent=1) + "\n").encode(), secret=True)


def _read_servers() -> frozenset[str]:
    try:
        said = json.loads((find_home() / _SERVERS).read_bytes())
    except (OSError, ValueError, RuntimeError, RecursionError):
        return frozenset()
    return frozenset(one for one in said if isinstance(one, str)) if isinstance(said, list) else frozenset()
