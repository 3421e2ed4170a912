"""A site that eats: rice, lentils, oil and biscuits, and a basket of three rules, for pencils."""

from __future__ import annotations

from typing import Any

from malja.catalogue.facts import BasketRule, Content, Item, Need
from malja.lifts.plan.plan import Plan
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Stock, Supply

from .operations import on, operation

#: kcal of a kilogram.
KCAL = {"rice": 3600.0, "lentils": 3400.0, "oil": 8850.0, "biscuits": 4500.0, "milk": 5000.0}
GROUPS = {"rice": "cereals", "lentils": "pulses", "oil": "fats", "biscuits": "ready", "milk": "milk"}


def food(name: str, **values: Any) -> Item:
    """A food in packs of 1 kg."""
    own = {"pack_quantity": 1, "pack_kg": 1, "pack_m3": 0.001, "unit": "kg", "sector": "food"}
    cooked = name in ("rice", "lentils")
    return Item(item=name, name=name, **{**own, "food_group": GROUPS[name], "needs_cooking": cooked, **values})


def rules(*, ready_days: int = 1) -> tuple[BasketRule, ...]:
    """Half to seven tenths of cereals, a tenth of pulses, a tenth to a third of fats; biscuits for the first days."""
    return (
        BasketRule(basket="own", food_group="cereals", min_share=0.5, max_share=0.7),
        BasketRule(basket="own", food_group="pulses", min_share=0.1, max_g=100),
        BasketRule(basket="own", food_group="fats", min_share=0.1, max_share=0.3),
        BasketRule(basket="own", food_group="ready", to_day=ready_days),
        BasketRule(basket="own", food_group="ready", from_day=ready_days + 1, max_share=0.1),
    )


def kitchen_table(*, stock: dict[str, float] | None = None, supply: tuple[str, ...] = (), **tables: Any) -> Operation:
    """Ten people for five days who need 2,000 kcal a day to survive and 2,100 as a minimum.

    `stock`: kilograms in the camp; `supply`: what the depot sells without end, at a tenth of its kcal a kilogram.
    One truck of 1,000 kg a day.
    """
    names = ["rice", "lentils", "oil", "biscuits"]
    own: dict[str, Any] = {
        "name": "table",
        "days": 5,
        "whole_packs": False,
        "basket": "own",
        "baskets": rules(),
        "places": (Place(place="depot", role="source"), Place(place="camp", role="site")),
        "people": (Movement(place="camp", date=on(0), arrivals=10),),
        "needs": (
            Need(
                need="energy",
                name="Energy",
                sector="food",
                kind="daily",
                unit="kcal",
                survival=2000,
                minimum=2100,
                weight=0.35,
            ),
        ),
        "items": tuple(food(name) for name in names),
        "contents": tuple(Content(item=name, need="energy", how="use", quantity=KCAL[name]) for name in names),
        "stock": tuple(Stock(place="camp", item=name, quantity=kg) for name, kg in (stock or {}).items()),
        "supply": tuple(Supply(place="depot", item=name, unit_cost=KCAL[name] / 10) for name in supply),
        "lifts": (
            Lift(lift="road", origin="depot", destination="camp", vehicle="truck", payload_kg=1000, volume_m3=50),
        ),
    }
    return operation(**{**own, **tables})


def shares(plan: Plan, day: int) -> dict[str, float]:
    """Shares of the energy eaten at the camp on a day, by group."""
    return {row.food_group: round(row.share, 6) for row in plan.eaten if row.date == on(day) and row.share}


def eaten_kcal(plan: Plan) -> list[float]:
    """kcal a person by day."""
    return [round(row.provided / row.people, 3) for row in plan.coverage if row.need == "energy"]
