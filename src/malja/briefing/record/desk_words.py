"""What a desk repeats is remembered in its site.toml, so that commands get short."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from malja import clock
from malja.facts.fact import Fact
from malja.language.say import say
from malja.problems import Problem, Refused
from malja.site.folder import Desk, read_site_file, write_site_file
from malja.site.site import Site
from malja.site.state.checks import check_names
from malja.tables.cells import read_cell
from malja.tables.columns import Column

#: What can be remembered; a day counts until the date changes.
_NAMES = ("place", "store", "by", "day")


def remember(folder: Path, words: Sequence[str]) -> tuple[str, ...]:
    """Remember NAME=VALUE for the desk that works in a site's folder (a blank value: no more); says what it repeats.

    Raises Refused for another name, and for a place, a store or a day that can't be.
    """
    about = read_site_file(folder)
    told = dict(_split(word) for word in words)
    if told:
        _check(folder, told)
        day_said = {"day_said": clock.today().isoformat() if told["day"] else ""} if "day" in told else {}
        about = replace(about, desk=replace(about.desk, **told, **day_said))
        write_site_file(folder, about)
    return tuple(_describe(about.desk))


def _split(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals or name not in _NAMES:
        raise Refused([Problem.at(None, "desk_word_wrong", value=word, names=", ".join(_NAMES))])
    return name, value.strip()


def _check(folder: Path, told: dict[str, str]) -> None:
    named = {name: told[name] for name in ("place", "store") if told.get(name)}
    with Site.open(folder) as site:
        kind = "people.arrived" if "place" in named else "stock.counted"
        problems = list(check_names(Fact(kind=kind, happened=datetime.date.min, body=named), site.state().known))
        today = site.today
    day = read_cell(told.get("day") or None, Column(name="day", kind="date"), None)
    if isinstance(day, Problem):
        problems.append(day)
    elif isinstance(day, datetime.date) and day > today:
        problems.append(Problem.at(None, "happened_future", "day", day, today=today))
    if problems:
        raise Refused(problems)


def _describe(desk: Desk) -> Iterator[str]:
    words = {**asdict(desk), "day": desk.day_on(clock.today())}
    repeated = {name: words[name] for name in _NAMES if words[name]}
    if not repeated:
        yield say("record", "desk_nothing")
    for name, value in repeated.items():
        yield say("record", f"desk_{name}", value=value)
