"""Entries that no device of ours writes, of one that was let in all the same: they stop nothing, and are doubts."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import add_ids
from malja.problems import Refused
from malja.site.operation.operation import build_operation
from malja.site.site import Site
from malja.site.state.state import State
from tests.site.network import DAY, Device, folded, meet, to_set


def codes(state: State) -> list[tuple[str, str]]:
    return [(doubt.code, dict(doubt.values).get("column", "")) for doubt in state.doubts]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        (to_set("stores", [], place="base"), "row"),
        (to_set("contents", ["rice"], quantity="5"), "row"),
        (to_set("stock", ["x"], quantity="5"), "row"),
        (to_set("operation", ["x"], name="z"), "row"),
        ({"table": "stores", "row": json.dumps(["\ud800"]), "values": {"place": "base"}}, "row"),
        ({"table": "stores", "row": "[" * 50_000, "values": {}}, "row"),
        (to_set("houses", ["a"], x="1"), "table"),
        (to_set("operation", [], colour="red"), "values"),
    ],
)
def test_a_row_that_its_table_cannot_have_is_a_doubt(body: dict[str, BodyValue], column: str) -> None:
    one = Device("a")
    one.record("table.set", to_set("places", ["base"], role="site"))
    one.record("table.set", body)
    state = one.state()
    assert codes(state) == [("fact_unreadable", column)]
    assert state.known.names("stores") == {"base"}
    with pytest.raises(Refused):
        build_operation(state, DAY)


def test_only_the_founder_tells_what_the_site_began_with() -> None:
    a, b = Device("a"), Device("b")
    a.record("site.founded", {"site": "a", "name": "Base"})
    for device in (a, b):
        device.record("table.set", to_set("stock", [f"place-{device.name}", "rice"], quantity="5"))
        device.hear(a)
    meet(a, b)
    assert codes(a.state()) == [("fact_unreadable", "table")]
    assert a.state().register.keys("stock") == (("place-a", "rice"),)


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date(1899, 12, 31), datetime.date.max])
def test_a_day_that_nobody_plans_in_is_a_doubt(day: datetime.date) -> None:
    one = Device("a")
    one.record("people.arrived", {"place": "base", "number": 3}, day=(day - DAY).days)
    one.record("clinic.counted", {"place": "base", "week": day.isoformat(), "illness": "malaria"})
    state = one.state()
    assert sorted(codes(state)) == [("fact_unreadable", "happened"), ("fact_unreadable", "week")]
    assert state.last == DAY


def test_an_id_that_is_not_made_of_what_is_said_swallows_no_row() -> None:
    rows = add_ids(Fact(kind="people.arrived", happened=DAY, body={"place": "base", "number": 1}) for _ in range(120))
    a, b = Device("a"), Device("b")
    a.record("people.arrived", {"place": "base", "number": 1_000}, id=rows[-1].id)
    for row in rows:
        a.record(row.kind, row.body, id=row.id)
        b.record(row.kind, row.body, id=row.id)
    meet(a, b)
    state = folded(a.held.values())
    assert state.headcount.present("base") == 1_120
    assert [code for code, _ in codes(state)].count("import_id_wrong") == 1


@pytest.mark.parametrize(("file", "text"), [("device.key", "[" * 100_000), ("site.toml", "x=" + "[" * 100_000)])
def test_a_file_of_brackets_alone_is_refused(tmp_path: Path, file: str, text: str) -> None:
    Site.found(tmp_path / "site", name="Base", on=DAY).close()
    (tmp_path / "site" / file).write_text(text)
    with pytest.raises(Refused):
        Site.open(tmp_path / "site")


def test_a_kept_state_of_brackets_alone_is_passed_over(tmp_path: Path) -> None:
    Site.found(tmp_path / "site", name="Base", on=DAY).close()
    (tmp_path / "site" / "state.kept").write_text("[" * 100_000 + "\n\n")
    with Site.open(tmp_path / "site") as site:
        assert site.state().last == DAY
