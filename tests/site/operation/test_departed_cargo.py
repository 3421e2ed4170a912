"""What a plan cannot know of a site and says: goods that may count twice, and goods that people hold."""

from __future__ import annotations

from malja.catalogue.facts import Content, Need
from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.operation.rows import Committed, Movement, Place, Stock, Supply
from malja.site.row_facts import make_row_fact
from tests.lifts.cases import base, meal, truck
from tests.lifts.operations import on
from tests.site.evenings import morning, told

CAMP = base(
    days=10,
    places=(Place(place="depot", role="source"), Place(place="hub", role="hub"), Place(place="camp", role="site")),
    people=(Movement(place="camp", date=on(-1), arrivals=10),),
    needs=(Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, target=2),),
    items=(meal(), meal(item="bar"), meal(item="soap")),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="bar", need="meals", how="use", quantity=0.5),
    ),
    stock=(Stock(place="hub", item="bar", quantity=300), Stock(place="camp", item="meal", quantity=1000)),
    supply=(Supply(place="depot", item="meal", quantity=900), Supply(place="depot", item="soap")),
    lifts=(truck(first=None, last=None), truck(lift="van", origin="hub", first=None, last=None)),
    committed=(Committed(lift="truck", date=on(1), item="meal", packs=3),),
)


def flight(lift: str, item: str, packs: int, day: int = 1) -> tuple[Fact, Fact]:
    name = f"{lift} {item}"
    return (
        told("flight.announced", day, flight=name, lift=lift, leaves=on(9).isoformat()),
        told("flight.loaded", day, flight=name, line="1", item=item, packs=packs),
    )


def twice(*facts: Fact) -> list[str]:
    """What may count twice, in words."""
    return [say_problem(said) for said in morning(CAMP, 3, *facts).notices if said.code == "site_cargo_of_origin"]


def test_cargo_that_may_come_out_of_the_origins_supply_is_said() -> None:
    """The depot's 900 meals are limited, its soap is not; the cargo that was fixed at the beginning is the sender's."""
    said = twice(*flight("truck", "meal", 20), *flight("truck", "soap", 5))
    assert said == [
        "200 of meal went on flights from depot, whose supply and stock are as before: if they came from there, set the"
        " supply anew or record them as sent away, or they count twice"
    ]


def test_supply_that_was_set_since_says_so_no_more() -> None:
    loaded = flight("truck", "meal", 20)
    assert twice(*loaded, make_row_fact("supply", ("depot", "meal", "", "0"), {"quantity": "700"}, on(2))) == []
    assert len(twice(*loaded, make_row_fact("supply", ("depot", "meal", "", "0"), {"quantity": "700"}, on(0)))) == 1


def test_cargo_out_of_a_hubs_stock_is_said_until_it_is_sent_away() -> None:
    loaded = flight("van", "bar", 20)
    away = [
        told("stock.moved", 1, item="bar", packs=packs, origin="hub", destination="sent_away", reason="van")
        for packs in (5, 15)
    ]
    assert twice(*loaded)[0].startswith("200 of bar")
    assert twice(*loaded, away[0])[0].startswith("150 of bar")
    assert twice(*loaded, *away) == []


def test_a_flight_that_was_called_off_took_nothing() -> None:
    loaded = flight("truck", "meal", 20)
    assert twice(*loaded, told("flight.cancelled", 2, flight="truck meal", reason="fog")) == []
