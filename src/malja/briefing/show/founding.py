"""What is said when a site begins: founded, joined by a device, its state made anew, or written out as tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from malja.journal.chain.device import Card, format_fingerprint
from malja.language.dates import say_date
from malja.language.say import say
from malja.site.site import Site
from malja.site.state.state import State


def describe_founded(site: Site, *, on_tables: bool) -> Iterator[str]:
    """Where a site was founded, what it begins with if it was founded on an operation's tables, its fingerprint."""
    state = site.state()
    yield say("record", "site_founded", name=site.name, path=site.folder)
    if state.last is not None and on_tables:
        people = sum(state.headcount.present(place) for place in state.headcount.places())
        items = {lot.goods.item for lot in state.ledger.lots()}
        values = {"date": say_date(state.last), "people": f"{people:,}", "items": len(items)}
        yield say("record", "site_begins", flights=len(state.flights.flights), **values)
    yield say("record", "site_fingerprint", fingerprint=format_fingerprint(site.about.site))


def describe_joined(folder: Path, founder: Card, entries: int, *, compared: bool) -> Iterator[str]:
    """How many entries came, and the founder's fingerprint where it was not `compared` yet."""
    yield say("record", "site_joined", path=folder, entries=entries)
    if not compared:
        yield say("record", "compare_founder", name=founder.name, fingerprint=format_fingerprint(founder.id))


def state_as_json(state: State) -> str:
    """The whole state as one line of JSON, the same text for the same state."""
    return json.dumps(state.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def say_rebuilt(state: State) -> str:
    """Of how many entries a state was made, and its hash, the same on every device that holds the same entries."""
    hashed = hashlib.sha256(state_as_json(state).encode()).hexdigest()
    return say("record", "state_rebuilt", entries=f"{state.size:,}", hash=hashed[:16])


def say_written(code: str, path: Path) -> str:
    """That a file was written; `code`: state_written, site_exported (what for), day_written or paper_written."""
    section = {"day_written": "status", "paper_written": "show"}.get(code, "record")
    return say(section, code, path=path)
