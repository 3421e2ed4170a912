"""What leaves the operation does not depend on what must not leave."""

from __future__ import annotations

import ast
import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import malja.report.public
from malja.catalogue.facts import Source
from malja.lifts.plan.plan import Plan
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Stock
from malja.report.public.coarsening import coarsen_figures
from malja.report.public.public_files import make_public_files
from malja.report.situation import Situation, gather_situation

Change = Callable[[Operation, Plan], tuple[Operation, Plan]]

FOLDER = Path(malja.report.public.__file__).parent


def told(operation: Operation, plan: Plan, **options: Any) -> dict[str, bytes]:
    """The public files; the page is made of the same figures."""
    return make_public_files(coarsen_figures(gather_situation(operation, plan), **options), datetime.date(1980, 1, 1))


def each(rows: tuple[Any, ...], **values: Any) -> tuple[Any, ...]:
    return tuple(dataclasses.replace(row, **values) for row in rows)


def no_trips(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    return operation, dataclasses.replace(plan, trips=())


def no_goods(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    nothing: dict[str, Any] = dict.fromkeys(
        ("stock", "in_place", "uses", "runs", "waste", "buys", "aims", "limits"), ()
    )
    return operation, dataclasses.replace(plan, **nothing)


def other_days(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    """Flights that leave and land three days later in the week."""
    later = datetime.timedelta(days=3)
    trips = [dataclasses.replace(trip, leaves=trip.leaves + later, usable=trip.usable + later) for trip in plan.trips]
    return operation, dataclasses.replace(plan, trips=tuple(trips))


def other_places(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    changed: dict[str, Any] = {
        "lat": 1.0,
        "lon": 2.0,
        "storage_m3": 99_999.0,
        "landings_per_day": 9,
        "unload_kg_per_day": 1e6,
    }
    return dataclasses.replace(operation, places=each(operation.places, name="Elsewhere", **changed)), plan


def other_lifts(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    lifts = tuple(dataclasses.replace(lift, lift=f"other {lift.lift}", vehicle="") for lift in operation.lifts)
    trips = tuple(dataclasses.replace(trip, lift=f"other {trip.lift}", vehicle="") for trip in plan.trips)
    changed = dataclasses.replace(operation, lifts=lifts, committed=())
    return changed, dataclasses.replace(plan, trips=trips)


def other_words(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    """Another name, other notes and sources, other names of what is its own."""
    source = Source(document="Another", edition="one", page="two", basis="recalled", confidence="medium", note="three")
    tables: dict[str, Any] = {
        table: each(getattr(operation, table), source=source)
        for table in ("places", "people", "services", "stock", "supply", "lifts", "committed", "groups", "contents")
    }
    needs = each(operation.needs, name="A name", source=source)
    items = each(operation.items, name="Another name", source=source)
    return dataclasses.replace(operation, name="Another", needs=needs, items=items, **tables), plan


def other_numbers(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    """A few people more at the large site, fewer at the small one."""
    first, leave, small = operation.people
    people = (dataclasses.replace(first, arrivals=8221), leave, dataclasses.replace(small, arrivals=2))
    return dataclasses.replace(operation, people=people), plan


def other_group(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    """Nine in a group instead of three."""
    return dataclasses.replace(operation, groups=each(operation.groups, share=8.9 / 8217, reach=8.9 / 8217)), plan


def other_stores(operation: Operation, plan: Plan) -> tuple[Operation, Plan]:
    more = (
        *operation.stock,
        Stock(place="qhub", item="qrice", quantity=1.0),
        Stock(place="qsource", item="qitem", quantity=5),
    )
    fixed = (Committed(lift="qplane", date=datetime.date(2025, 5, 15), item="qitem", packs=1),)
    return dataclasses.replace(operation, stock=more, committed=fixed), plan


CHANGES: tuple[Change, ...] = (
    *(no_trips, no_goods, other_days, other_places, other_lifts, other_words, other_numbers, other_group, other_stores),
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_leaves_does_not_depend_on_it(secret: Operation, secret_plan: Plan, change: Change) -> None:
    changed = change(secret, secret_plan)
    assert changed != (secret, secret_plan)
    assert told(*changed) == told(secret, secret_plan)


def test_what_leaves_depends_on_what_people_lack(secret: Operation, secret_plan: Plan) -> None:
    """So that the test above can't pass because nothing is told."""
    drier = each(secret.services[:1], quantity=50_000.0) + secret.services[1:]
    moved = dataclasses.replace(secret.people[0], arrivals=9217)
    worse = each(secret_plan.coverage, short={"survival": 0.52, "minimum": 0.71})
    before = told(secret, secret_plan)
    assert told(dataclasses.replace(secret, people=(moved, *secret.people[1:])), secret_plan) != before
    assert told(secret, dataclasses.replace(secret_plan, coverage=worse)) != before
    assert told(dataclasses.replace(secret, services=drier), secret_plan) == before


def test_no_text_of_the_tables_leaves(secret: Operation, secret_plan: Plan) -> None:
    before = told(secret, secret_plan)

    @settings(max_examples=15, deadline=None)
    @given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40))
    def same(text: str) -> None:
        source = Source(document=text, edition=text, page=text, note=text)
        places = each(secret.places, name=text, source=source)
        needs, items = each(secret.needs, name=text), each(secret.items, name=text)
        own = (dataclasses.replace(secret.needs[2], name=text, sector=text, unit=text), secret.needs[3])
        changed = dataclasses.replace(secret, name=text, places=places, needs=(*needs[:2], *own), items=items)
        assert told(changed, secret_plan) == before

    same()


def test_the_figures_of_the_secret_operation(secret_situation: Situation) -> None:
    """By hand: 8,217 people there, 7,904 from the tenth day on; of 15 l of water for each 98,765 l are there."""
    figures = coarsen_figures(secret_situation)
    assert [week.number for week in figures.weeks] == [19, 20, 21]
    assert [(one.site, one.people) for one in figures.people] == [
        *((1, 8200), (1, 8200), (1, 7900)),
        *((2, None), (2, None), (2, None)),
    ]
    assert figures.most_people == 8200
    water = next(need for need in figures.needs if need.need == "water" and need.tier == "minimum")
    # 8,200 x 15 = 123,000; 1 - 98,765 / (8,217 x 15) = 0.199
    assert (water.people, water.required, water.missing) == (8200, 120_000, 20)
    assert (water.name, water.sector) == ("Water for drinking, cooking and hygiene", "Water")
    own = {need.name for need in figures.needs if not need.need}
    assert own == {"Another need 1 (other)", "Another need 2 (Food and nutrition)"}
    for need in figures.needs:
        if need.site == 2 or need.own == 1:
            assert (need.people, need.required, need.missing) == (None, None, None)


def test_own_names_leave_when_they_are_asked_for(secret_situation: Situation) -> None:
    figures = coarsen_figures(secret_situation, title="A title", own_names=True)
    assert figures.title == "A title"
    assert {need.name for need in figures.needs} >= {"Qneed", "Qfood"}
    assert {need.name for need in figures.needs if need.need == "water"} == {"Water for drinking, cooking and hygiene"}


#: What makes files and pages sees public figures, words and blank paper.
MAY_SEE = (
    *("malja.report.public.figures", "malja.report.public.public_words", "malja.report.document", "malja.language"),
    *(
        "malja.report.hxl.hxl_csv",
        "malja.report.hxl.tags",
        "malja.report.workbook_cells",
        "malja.tables.write_workbook",
    ),
    *("malja.quantities", "malja.language.clean_text", "malja.catalogue.facts"),
)


@pytest.mark.parametrize("name", ["figures", "public_words", "public_document", "public_files"])
def test_what_writes_for_the_public_sees_public_figures_only(name: str) -> None:
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    modules = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    own = {module for module in modules if module.startswith("malja")}
    assert {module for module in own if not module.startswith(MAY_SEE)} == set()
    facts = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "malja.catalogue.facts"
        for alias in node.names
    ]
    assert set(facts) <= {"Tier", "TIERS"}
