"""The page of a plan on the terminal."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pytest

from malja.catalogue.facts import TIERS
from malja.language.isolation import measure_width
from malja.language.say import load_messages
from malja.lifts.plan.plan import Aim, Limit, Plan, SmallConsignments, Solver
from malja.lifts.search.planning import plan_lifts
from malja.operation.rows import Committed, Movement, Place, Tables
from malja.report.summary import summarise_plan
from malja.report.terminal.plan_page import build_plan_page, render_text
from tests.lifts.food import kitchen_table

START = datetime.date(2025, 3, 14)


def date(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


def said(operation: Tables, plan: Plan, *, verbose: bool = False, width: int = 80) -> str:
    return render_text(build_plan_page(operation, summarise_plan(operation, plan), verbose=verbose), width)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_headline_says_the_most_urgent_thing(operation: Tables, plan: Plan) -> None:
    text = flat(said(operation, plan))
    assert (
        "Already on Fri 14 March Roof* is below survival for about 100 people, until Sat 15 March; "
        "at worst 100 % of it is missing." in text
    )
    assert "* rests on recall or assumption" in text


def test_the_headline_counts_the_people_of_the_day_that_it_names(operation: Tables, plan: Plan) -> None:
    """Of 100 people 60 are there on the first day; 40 come on the next."""
    rows = tuple(dataclasses.replace(row, people=60.0 if row.date == START else 100.0) for row in plan.coverage)
    text = flat(said(operation, dataclasses.replace(plan, coverage=rows)))
    assert "Already on Fri 14 March Roof* is below survival for about 60 people, until Sat 15 March" in text


def test_the_trips_say_what_they_carry_and_why(operation: Tables, plan: Plan) -> None:
    text = flat(said(operation, plan, width=120))
    assert "1. plane: depot to The camp, leaves Fri 14 March, usable Sat 15 March" in text
    assert "1 x any: 120 kg of 250 kg, 0.6 m3 of 2 m3" in text
    assert (
        "Shelter Tent 2 tent 120 kg without it Roof* falls below survival from Sun 16 March: up to 100 % is missing for"
        " about 100 people" in text
    )
    assert (
        "Food and nutrition Rice 2 x 50 kg 100 kg without it Food falls below survival from Sun 16 March: 0.6 days'"
        " worth for about 100 people is missing in all" in text
    )


def test_what_to_ask_for_and_the_cost(operation: Tables, plan: Plan) -> None:
    text = flat(said(operation, plan))
    assert "Rice 200 kg 200 kg first by Sat 15 March" in text
    assert "Tent 2 tent 120 kg first by Fri 14 March" in text
    assert "about 3,700 USD" in text


def test_the_limit_is_said_with_what_a_little_more_would_spare(operation: Tables, plan: Plan) -> None:
    text = flat(said(operation, plan))
    assert "plane: full by weight on 2 days; a tonne more would spare about 20 person-days below survival" in text


@pytest.mark.parametrize("aim", [*TIERS, "cost"])
@pytest.mark.parametrize(
    "kind", [code[6:] for code in load_messages()["plan"] if f"more_{code[6:]}" in load_messages()["plan"]]
)
def test_every_limit_has_words(operation: Tables, plan: Plan, kind: str, aim: str) -> None:
    name = {"supply": "rice", "ration": "rice", "service": "food"}.get(kind, "plane")
    limit = Limit(kind=kind, place="camp", name=name, days=2, aim=aim, worth=7.0)  # type: ignore[arg-type]
    text = flat(said(operation, dataclasses.replace(plan, limits=(limit,)), width=200))
    assert "WHAT LIMITS IT" in text
    assert "7" in text.split("WHAT LIMITS IT")[1].split("THE NEXT TRIPS")[0]


def test_the_words_are_a_field_workers(operation: Tables, plan: Plan) -> None:
    wrong = r"optimal|optimis|optimiz|\bLP\b|\bMIP\b|\bdual|feasib|objective|relaxation|solver|variable|constraint"
    for section in ("plan", "cli", "manifest"):
        for code, sentence in load_messages()[section].items():
            assert not re.search(wrong, re.sub(r"\{\w+\}", "", sentence), re.IGNORECASE), f"{section}.{code}"
    assert not re.search(wrong + "|gap|bound", said(operation, plan), re.IGNORECASE)


def test_verbose_adds_the_aims_with_gaps_and_bounds(operation: Tables, plan: Plan) -> None:
    text = flat(said(operation, plan, verbose=True))
    assert "survival 210.00 209.00 0.476 % 200.00" in text
    assert "cost 3,700.00 3,650.00 1.351 %" in text
    assert "HiGHS 1.11.0" in text


def test_nothing_short(operation: Tables, plan: Plan) -> None:
    enough = tuple(dataclasses.replace(row, short=dict.fromkeys(TIERS, 0.0)) for row in plan.coverage)
    text = flat(said(operation, dataclasses.replace(plan, coverage=enough, limits=())))
    assert "With this plan nobody falls below any standard until Tue 18 March (at most about 100 people" in text
    assert "WHAT IS SHORT" not in text
    assert "WHAT LIMITS IT" not in text


def test_next_to_nothing_short_is_not_called_nothing(operation: Tables, plan: Plan) -> None:
    slight = tuple(dataclasses.replace(row, short={"survival": 0.001}) for row in plan.coverage)
    text = flat(said(operation, dataclasses.replace(plan, coverage=slight)))
    assert "With this plan next to nothing is short" in text
    assert "nobody falls" not in text


def test_everything_short_says_how_many_more(operation: Tables, plan: Plan) -> None:
    needs = tuple(dataclasses.replace(operation.needs[0], need=f"need{n}", name=f"Need {n}") for n in range(40))
    rows = tuple(
        dataclasses.replace(plan.coverage[0], need=need.need, date=date(day), short=dict.fromkeys(TIERS, 1.0))
        for need in needs
        for day in range(5)
    )
    text = flat(said(dataclasses.replace(operation, needs=needs), dataclasses.replace(plan, coverage=rows)))
    assert "Already on Fri 14 March Need 0 is below survival for about 100 people, to the end of the plan" in text
    assert "and 108 more that weigh less" in text


def test_no_people_no_lifts_one_day(operation: Tables, plan: Plan) -> None:
    nobody = dataclasses.replace(operation, people=(), lifts=(), days=1, reserve_days=0)
    empty = dataclasses.replace(
        plan, days=1, reserve_days=0, trips=(), buys=(), coverage=(), uses=(), stock=(), in_place=(), limits=()
    )
    text = flat(said(nobody, empty))
    assert "Small: Fri 14 March to Fri 14 March 2025" in text
    assert "Nobody is at any site" in text
    assert "Nothing leaves" in text
    assert "Nothing has to be bought" in text


def test_a_later_shortfall_starts_with_its_date(operation: Tables, plan: Plan) -> None:
    late = tuple(
        dataclasses.replace(row, people=8040.0, short={"survival": 0.3}) for row in plan.coverage if row.date >= date(2)
    )
    text = flat(said(operation, dataclasses.replace(plan, coverage=late)))
    assert "From Sun 16 March Food falls below survival for about 8,040 people, to the end of the plan" in text
    assert "at worst 30 % of it is missing" in text


def test_a_small_early_shortfall_is_not_the_headline(operation: Tables, plan: Plan) -> None:
    early = dataclasses.replace(plan.coverage[0], short={"survival": 0.01})
    grave = tuple(
        dataclasses.replace(row, short={"survival": 0.9})
        for row in plan.coverage
        if row.need == "roof" and row.date >= date(3)
    )
    assert "From Mon 17 March Roof* falls below" in flat(
        said(operation, dataclasses.replace(plan, coverage=(early, *grave)))
    )


def test_a_second_site_is_named(operation: Tables, plan: Plan) -> None:
    two = dataclasses.replace(
        operation,
        places=(*operation.places, Place(place="school", role="site")),
        people=(*operation.people, Movement(place="school", date=date(1), arrivals=50)),
    )
    result = summarise_plan(two, plan)
    assert result.people == 150
    assert "Roof* at The camp" in render_text(build_plan_page(two, result))


def test_committed_cargo_says_who_fixed_it(operation: Tables, plan: Plan) -> None:
    fixed = dataclasses.replace(operation, committed=(Committed(lift="plane", date=date(0), item="tent", packs=2),))
    assert "(its sender has fixed it)" in flat(said(fixed, plan, width=120))


def test_a_stopped_plan_says_so(operation: Tables, plan: Plan) -> None:
    stopped = dataclasses.replace(plan, solver=Solver(name="HiGHS", version="1", status="stopped"))
    assert "stopped early" in said(operation, stopped)
    assert "stopped early" not in said(operation, plan)


@pytest.mark.parametrize(
    "name",
    ["ن" * 200, "[red]x[/red]", "[/]", "<script>alert(1)</script>", "مخيم الساحل", "{day} %s", ":smile:", "x" * 200],
)
def test_names_are_data(operation: Tables, plan: Plan, name: str) -> None:
    needs = tuple(dataclasses.replace(need, name=name) for need in operation.needs)
    items = tuple(dataclasses.replace(item, name=name) for item in operation.items)
    places = tuple(dataclasses.replace(place, name=name) for place in operation.places)
    named = dataclasses.replace(operation, needs=needs, items=items, places=places, name=name)
    text = said(named, dataclasses.replace(plan, operation=name))
    assert name[:20] in text
    assert max(map(measure_width, text.splitlines())) <= 80


def test_names_do_not_command_the_terminal(operation: Tables, plan: Plan) -> None:
    name = "camp\x1b[31m\x1b]0;owned\x07\u202egnp.exe\x00\r\nnext\x9b2J"
    places = tuple(dataclasses.replace(place, name=name) for place in operation.places)
    text = said(dataclasses.replace(operation, places=places), dataclasses.replace(plan, operation=name))
    assert "campgnp.exe  next2J" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|owned", text)


def test_the_same_plan_gives_the_same_text(operation: Tables, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    once = said(operation, plan)
    for variable, value in (("COLUMNS", "40"), ("FORCE_COLOR", "1"), ("TERM", "dumb"), ("NO_COLOR", "1")):
        monkeypatch.setenv(variable, value)
    assert said(operation, plan) == once


def test_an_aim_in_other_money(operation: Tables, plan: Plan) -> None:
    dear = (Aim(aim="cost", value=1_234_567.0, person_days=None, cap=1.3e6, bound=1.2e6),)
    text = said(operation, dataclasses.replace(plan, aims=dear, currency="SYP"))
    assert "about 1,200,000 SYP" in text


def test_what_people_eat_stands_there_and_where_the_basket_gives_way() -> None:
    """Nothing but biscuits is there: all of the energy on each of the last three days, where a tenth is allowed."""
    made = kitchen_table(stock={"biscuits": 50})
    text = flat(said(made, plan_lifts(made)))
    assert "WHAT PEOPLE EAT Mon 10 March to Tue 11 March, a person a day: ready 470 g" in text
    assert "ready makes up as much as 100 % of the energy; the basket allows 10 %." in text
    assert "WHAT PEOPLE EAT" not in flat(said(made, plan_lifts(dataclasses.replace(made, basket=""))))


def test_small_consignments_and_what_they_cost_are_told(operation: Tables, plan: Plan) -> None:
    few = dataclasses.replace(plan, consignments=SmallConsignments(small=3, charge=60.0))
    text = flat(said(operation, few))
    assert "sensible to send: 3. Their handling costs about 60 USD more." in text
    free = dataclasses.replace(plan, consignments=SmallConsignments(small=3, charge=0.0))
    assert "sensible to send: 3." in flat(said(operation, free))
    none = dataclasses.replace(plan, consignments=SmallConsignments(small=0, charge=0.0))
    assert "smaller than is sensible" not in flat(said(operation, none))
