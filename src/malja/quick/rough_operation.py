"""From seven rough answers to an operation: what is not asked is assumed, and every assumption has a name.

`ASSUMPTIONS` are the codes of what the page says was assumed (language, section quick, `assumed_...`).
"""

from __future__ import annotations

import datetime

from malja.catalogue.facts import Catalogue, Item, Source, Vehicle
from malja.catalogue.load_catalogue import load_catalogue
from malja.language.numbers import say_people
from malja.language.say import say
from malja.operation.operation import Operation
from malja.operation.records.assumed_costs import AssumedCosts
from malja.operation.records.merge import add_fixed_groups
from malja.operation.rows import Lift, Movement, Place, Service, Stock, Supply
from malja.operation.settings import GENERAL_BASKET, STOWED
from malja.operation.vehicles import find_trip_cost, interpolate_payload, load_vehicles
from malja.quick.questions import HOUSEHOLD_SIZE, Answers

#: How long after the flight people must be provided for: until another flight can be arranged.
DAYS_AFTER = 14

#: The flight is taken to come from so far away, or from as far as the vehicle reaches if that is less.
_FLIGHT_KM = 1000.0

#: The WFP food basket of 2,100 kcal, kg a person and day; its 50 g of blended food are counted as flour, because the
#: catalogue rations blended food to those who need it. Pulses are lentils, cereals are rice.
BASKET: dict[str, float] = {
    "rice": 0.4,
    "wheat_flour": 0.05,
    "lentils": 0.06,
    "veg_oil": 0.025,
    "sugar": 0.015,
    "salt": 0.005,
}

#: The needs that the answers speak of; of everything else nothing is counted as there.
WATER, SAFE_WATER, ROOF, TOILETS, FOOD = "water", "treated_water", "covered_area", "toilets", "energy"
ANSWERED = (WATER, SAFE_WATER, ROOF, TOILETS, FOOD)

ASSUMPTIONS = (
    "nothing_else",
    "water",
    "basket",
    "household",
    "distance",
    "usable",
    "supply",
    "horizon",
    "nobody_moves",
)

_ASSUMED = Source(document="malja quick", basis="assumed", confidence="low")
_ANSWER = Source(document="malja quick", basis="read", confidence="low", note="answer to a rough question")

SITE, _ORIGIN, FLIGHT = "site", "supplier", "next_flight"


def build_rough_operation(answers: Answers, start: datetime.date) -> Operation:
    """The operation that the answers describe: one site, one supplier, one flight, and the days after it.

    `start` is today. The catalogue's rows are all in it, so that it can be saved and corrected.
    """
    catalogue = load_catalogue("cold" if answers.cold else "warm")
    return Operation(
        name=say("quick", "operation", people=say_people(answers.people)),
        start=start,
        days=answers.flight + 1,
        reserve_days=DAYS_AFTER,
        household_size=HOUSEHOLD_SIZE,
        climate="cold" if answers.cold else "warm",
        basket=GENERAL_BASKET,
        loading=STOWED,
        places=(
            Place(place=SITE, role="site", name=say("quick", "site")),
            Place(place=_ORIGIN, role="source", name=say("quick", "supplier")),
        ),
        groups=add_fixed_groups(catalogue.groups, HOUSEHOLD_SIZE),
        people=(Movement(place=SITE, date=start, arrivals=answers.people, source=_ANSWER),),
        needs=catalogue.needs,
        items=catalogue.items,
        contents=catalogue.contents,
        running=catalogue.running,
        baskets=catalogue.baskets,
        stowage=catalogue.stowage,
        segregation=catalogue.segregation,
        services=_services(answers),
        stock=_food(answers),
        supply=_supply(catalogue),
        lifts=_list_lifts(answers, start),
    )


def find_flight_km(vehicle: Vehicle) -> float:
    """How far the flight is taken to go: FLIGHT_KM, or as far as the vehicle's reach is known."""
    return min(_FLIGHT_KM, vehicle.payloads[-1][0]) if len(vehicle.payloads) > 1 else _FLIGHT_KM


def choose_supply(catalogue: Catalogue) -> list[Item]:
    """The items that may be asked for: those whose price is known; of a need without any such, the first that meets it.

    So nothing is preferred only because nobody knows its price.
    """
    priced = {price.item for price in catalogue.prices}
    chosen = set(priced)
    for need in catalogue.needs:
        givers = [content.item for content in catalogue.contents if content.need == need.need]
        if givers and not chosen.intersection(givers):
            chosen.add(givers[0])
    return [item for item in catalogue.items if item.item in chosen]


def _services(answers: Answers) -> tuple[Service, ...]:
    given = {WATER: answers.water, SAFE_WATER: answers.water, ROOF: answers.roofed, TOILETS: float(answers.toilets)}
    return tuple(
        Service(place=SITE, need=need, quantity=quantity, source=_ANSWER)
        for need, quantity in given.items()
        if quantity
    )


def _food(answers: Answers) -> tuple[Stock, ...]:
    """So many days of the basket for everybody."""
    rations = answers.food_days * answers.people
    return tuple(
        Stock(place=SITE, item=item, quantity=rations * kg, source=_ASSUMED) for item, kg in BASKET.items() if rations
    )


def _supply(catalogue: Catalogue) -> tuple[Supply, ...]:
    """What may be asked for at the catalogue's prices, as an operation whose tables leave them blank has it."""
    sources = {price.item: price.source for price in catalogue.prices}
    costs = AssumedCosts(prices={price.item: price.unit_cost for price in catalogue.prices})
    rows = (
        Supply(place=_ORIGIN, item=item.item, blank=("unit_cost",), source=sources.get(item.item, _ASSUMED))
        for item in choose_supply(catalogue)
    )
    return tuple(map(costs.fill_supply, rows))


def _list_lifts(answers: Answers, start: datetime.date) -> tuple[Lift, ...]:
    """A lift for each type of vehicle, with as many trips on the day as there are such."""
    types = dict.fromkeys(answers.vehicles)
    return tuple(_make_lift(answers, start, name, number) for number, name in enumerate(types, start=1))


def _make_lift(answers: Answers, start: datetime.date, name: str, number: int) -> Lift:
    vehicle = load_vehicles()[name]
    date = start + datetime.timedelta(days=answers.flight)
    km = find_flight_km(vehicle)
    cost = find_trip_cost(vehicle, km)
    return Lift(
        lift=FLIGHT if number == 1 else f"{FLIGHT}_{number}",
        max_per_day=answers.vehicles.count(name),
        origin=_ORIGIN,
        destination=SITE,
        vehicle=vehicle.vehicle,
        first=date,
        last=date,
        payload_kg=interpolate_payload(vehicle, km),
        volume_m3=vehicle.volume_m3,
        fixed_cost=cost or 0.0,
        priced=cost is not None,
        source=_ANSWER,
    )
