"""A camp of a hundred with two daily needs, and who came to it."""

from __future__ import annotations

from malja.catalogue.facts import Content, Group, Need
from malja.facts.fact import Fact
from malja.operation.rows import Movement
from tests.lifts.cases import base, meal
from tests.lifts.operations import on
from tests.site.evenings import told

UNDER_5 = Group(group="under_5", share=0.2, reach=0.2)


FOOD = Need(need="meals", name="Meals", sector="food", kind="daily", unit="meals", survival=1, target=2)


MILK = Need(need="milk", name="Milk", sector="food", kind="daily", group="under_5", unit="l", target=0.5)


CAMP = base(
    days=10,
    people=(
        Movement(place="camp", date=on(-1), arrivals=100),
        Movement(place="camp", date=on(5), arrivals=20),
    ),
    groups=(UNDER_5,),
    needs=(FOOD, MILK),
    items=(meal(), meal(item="carton", pack_quantity=1)),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="carton", need="milk", how="use", quantity=0.5),
    ),
)


def people(kind: str, day: int, number: int, group: str = "everyone", **more: str) -> Fact:
    return told(f"people.{kind}", day, place="camp", group=group, number=number, **more)
