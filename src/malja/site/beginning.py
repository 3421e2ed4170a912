"""How a site begins: its first facts, from an operation's tables or from nothing but a name."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from malja import clock
from malja.facts.fact import Fact
from malja.operation.rows import Tables
from malja.problems import Problem, Refused
from malja.site.founding import founding_facts, set_row
from malja.site.state.state import State
from malja.site.state.tables import FOLDED

#: Stands for the device that does not exist yet.
_NOBODY = "0" * 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A site's name, the day of its founding, and its first facts."""

    name: str
    day: datetime.date
    facts: tuple[Fact, ...]


def beginning(tables: Tables | None, *, name: str, on: datetime.date | None) -> Beginning:
    """What a site begins with. `on`: the day of the founding; with tables the day before they start if not given.

    Raises Refused where there is neither a name nor tables.
    """
    name = name.strip() or (tables.name if tables else "")
    if not name:
        raise Refused([Problem(code="site_nameless")])
    if tables is None:
        day = on or clock.today()
        start = day + datetime.timedelta(days=1)
        facts = [set_row("operation", (), {"name": name, "start": start.isoformat()}, day)]
    else:
        day = on or tables.start - datetime.timedelta(days=1)
        fields = {field.name: getattr(tables, field.name) for field in dataclasses.fields(Tables)}
        facts = list(founding_facts(Tables(**{**fields, "start": day + datetime.timedelta(days=1)})))
    facts.append(set_row("site", (), {"name": name}, day))
    return Beginning(name=name, day=day, facts=tuple(facts))


def checked_beginning(facts: Sequence[Fact]) -> None:
    """Raises Refused where the first facts do not hold together: as far as anything can be known of them."""
    state = State()
    problems: list[Problem] = []
    for number, fact in enumerate(facts, start=1):
        told = dataclasses.replace(fact, device=_NOBODY, number=number)
        founded = fact.kind == "table.set" and fact.body["table"] in FOLDED
        problems += () if founded else state.refusals(told)
        state.apply(told)
    if problems:
        raise Refused(problems)
