"""Lines of docs/judgement.md on a day's work at a live site: each says what breaks it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from malja.briefing.show.status import ON_PAPER, status_blocks
from malja.briefing.show.status_json import status_json
from malja.site.site import Site
from malja.site.status.status import read_status
from tests.cli.sites import a_site, a_site_after_a_day, run, said
from tests.site.network import Device, as_bytes, folded, founded, meet, to_take_back


def _state(site: Path) -> dict[str, object]:
    """The state but for how many entries made it."""
    with Site.open(site) as opened:
        return {**opened.rebuild().to_json(), "entries": 0}


def takes_back_what_was_told(folder: Path) -> Iterator[str]:
    """A day with something of everything is taken back by one command, and the site stands as before it."""
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    before, site = a_site(folder / "before"), a_site_after_a_day(folder / "after")
    with Site.open(before) as opened:
        first, seen = opened.tips()[opened.device].number + 1, _state(before)
    with Site.open(site) as opened:
        last = opened.tips()[opened.device].number
    said("site", "undo", site, f"{first}-{last}", "--reason", "the wrong site")
    now = _state(site)
    yield from (f"{part} is another than before the day" for part in seen if now[part] != seen[part])


def agrees_on_take_backs(folder: Path) -> Iterator[str]:
    """Three devices tell and take back apart, in many orders; once they met, each folds the same state."""
    for seed in range(12):
        rng = random.Random(seed)  # noqa: S311 - a game, not a secret
        devices = [founded(), Device("b"), Device("c")]
        meet(*devices)
        for _ in range(30):
            one = rng.choice(devices)
            if rng.random() < 0.3:
                one.hear(rng.choice(devices))
            elif rng.random() < 0.4:
                one.record("fact.taken_back", to_take_back(rng.choice(list(one.held.values())), agreed_by="head"))
            else:
                one.record("people.arrived", {"place": "base", "number": rng.randint(1, 9)}, day=rng.randint(0, 4))
        meet(*devices)
        meet(*devices)
        entries = list(devices[0].held.values())
        rng.shuffle(entries)
        if len({as_bytes(state) for state in [*(one.state() for one in devices), folded(entries)]}) > 1:
            yield f"devices differ after the story {seed}"


def shows_yesterday_beside_today(folder: Path) -> Iterator[str]:
    """The daily page has both days, nothing empty, and the headcount that the rest of the page has."""
    with Site.open(a_site_after_a_day(folder)) as opened:
        now = read_status(opened)
    block = next((one for one in status_blocks(now, most=ON_PAPER) if len(one.rows) and one.rows[0][0] == ""), None)
    if block is None:
        yield "no part of the page has a heading of two days"
        return
    yield from (f"{row[0]} is nothing on both days" for row in block.rows if set(row[1:]) <= {"", "0"})
    record = json.loads(status_json(now))
    if record["days"][0]["present"] != sum(one["present"] for one in record["people"]):
        yield "the day has another headcount than the page"


def names_nobody_in_notes(folder: Path) -> Iterator[str]:
    """A handover note that names somebody, or says how to reach them, is refused and not repeated."""
    site = a_site(folder)
    for text in ("ask Mr Haddad", "Dr Salim comes", "اسأل السيد حداد", "call 0944123456", "mail store@example.org"):
        answer = run("site", "handover", site, text, "--on", "2025-03-10")
        if answer.exit_code != 2:
            yield f"{text} is recorded"
        if text in answer.output:
            yield f"{text} is repeated"


LIVE_DAYS: dict[str, Callable[[Path], Iterator[str]]] = {
    "W20": takes_back_what_was_told,
    "W21": agrees_on_take_backs,
    "W22": shows_yesterday_beside_today,
    "W23": names_nobody_in_notes,
}
