"""A site that begins with nothing but a name, and what is recorded in it."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.facts.fact import BodyValue, Fact
from malja.language.say import say_problem
from malja.problems import Refused
from malja.site.row_facts import read_row_fact
from malja.site.site import Site

DAY = datetime.date(2025, 3, 11)


EXAMPLE = Path(__file__).parents[2] / "examples" / "wfp-syria"


def fact(kind: str, day: datetime.date = DAY, **body: BodyValue) -> Fact:
    return Fact(kind=kind, happened=day, body=body)


def arrived(number: int, place: str = "base") -> Fact:
    return fact("people.arrived", place=place, group="everyone", number=number)


def founded(folder: Path) -> Site:
    site = Site.found(folder, name="Base", on=DAY - datetime.timedelta(days=1), device_name="office")
    site.record([read_row_fact("places", ["base"], {"role": "site"}, happened=site.next_day)])
    return site


def said(refused: Refused) -> list[str]:
    return [say_problem(problem) for problem in refused.problems]
