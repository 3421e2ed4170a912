"""Operations of several sites behind a hub: one that a pencil can solve, and one of the family's shape."""

from __future__ import annotations

from dataclasses import replace

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.decomposition.master import Master
from malja.lifts.decomposition.partition import Partition, split_by_site
from malja.lifts.decomposition.planning import begin_master
from malja.lifts.decomposition.site_worker import SiteWorker
from malja.lifts.decomposition.workers import LocalCrew, Workers
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Supply
from tests.lifts.operations import on, operation


def half_fed() -> Operation:
    """Two sites, one good, half of what people need: 10 people at the camp, 20 at the school, two days.

    A meal a day for each are 60 meals; 30 packs of one meal of 1 kg come to the hub on day 0, by a flow of 30 kg a day
    from the depot, where there are no more. From the hub a flow of 100 kg a day goes to each site, usable the same day.
    Each quarter of a requirement that is missing is charged 10 % more, so that the least is where everybody misses
    half: 60 person-days x (0.25 x 1.0 + 0.25 x 1.1) = 31.5. The camp gets 10 meals in all, the school 20.
    """
    return operation(
        name="half fed",
        days=2,
        places=(
            Place(place="depot", role="source"),
            Place(place="hub", role="hub"),
            Place(place="camp", role="site"),
            Place(place="school", role="site"),
        ),
        people=(
            Movement(place="camp", date=on(0), arrivals=10),
            Movement(place="school", date=on(0), arrivals=20),
        ),
        needs=(Need(need="meals", name="Meals", sector="food", kind="daily", survival=1),),
        items=(Item(item="meal", name="Meal", pack_kg=1, pack_m3=0.01),),
        contents=(Content(item="meal", need="meals", how="use", quantity=1),),
        supply=(Supply(place="depot", item="meal", quantity=30, unit_cost=1),),
        lifts=tuple(
            Lift(lift=name, origin=origin, destination=destination, mode="flow", kg_per_day=kg, cost_per_kg=0)
            for name, origin, destination, kg in (
                ("air", "depot", "hub", 30),
                ("to_camp", "hub", "camp", 100),
                ("to_school", "hub", "school", 100),
            )
        ),
    )


def by_truck() -> Operation:
    """The same in whole packs of ten meals, by trucks of 40 kg, four a week to each site, for a week."""
    made = half_fed()
    trips = [
        Lift(
            lift=name, origin=origin, destination=destination, payload_kg=40, per_week=4, fixed_cost=5, cost_per_kg=0.1
        )
        for name, origin, destination in (("to_camp", "hub", "camp"), ("to_school", "hub", "school"))
    ]
    air = Lift(lift="air", origin="depot", destination="hub", payload_kg=60, per_week=3, fixed_cost=20, cost_per_kg=0)
    return replace(
        made,
        days=7,
        items=(replace(made.items[0], pack_quantity=10, pack_kg=10),),
        supply=(replace(made.supply[0], quantity=150),),
        lifts=(air, *trips),
    )


def split(asked: Operation) -> tuple[Model, Partition]:
    """The model of an operation and its partition."""
    model = build_model(build_problem(asked))
    return model, split_by_site(model)


def work_alone(model: Model, partition: Partition) -> Workers:
    """All sites in this process."""
    return Workers(LocalCrew(SiteWorker(model, partition, tuple(range(partition.sites)))))


def begin(model: Model, partition: Partition) -> tuple[Workers, Master]:
    """Workers in this process, and a master with what sites do with what they have."""
    workers = work_alone(model, partition)
    return workers, begin_master(model, partition, workers)
