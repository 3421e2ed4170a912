"""Which goods can come to which place, by what stands in the tables: no quantities and no dates."""

from __future__ import annotations

from collections.abc import Iterator

from malja.operation.counted_contents import list_counted_contents
from malja.operation.headcount import count_present
from malja.operation.rows import Lift, Stock, Supply, Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.operation.rules.references import index_rows
from malja.operation.stowage import StowageTable
from malja.problems import Problem, join_names


def find_goods_at_places(tables: Tables) -> dict[str, set[str]]:
    """The items that each place has, can buy, or can be brought by lifts; committed cargo comes with its lift."""
    here: dict[str, set[str]] = {place.place: set() for place in tables.places}
    lifts = index_rows(tables, "lifts")
    held: list[Stock | Supply] = [*tables.stock, *tables.supply]
    for row in held:
        if row.quantity is None or row.quantity > 0:
            here[row.place].add(row.item)
    for cargo in tables.committed:
        if cargo.packs > 0:
            here[lifts[cargo.lift].destination].add(cargo.item)
    carried = [(lift, find_fitting_items(tables, lift)) for lift in tables.lifts]
    grown = True
    while grown:
        grown = False
        for lift, can_go in carried:
            new = (here[lift.origin] & can_go) - here[lift.destination]
            here[lift.destination] |= new
            grown = grown or bool(new)
    return here


def find_committed_items(tables: Tables, site: str) -> set[str]:
    """The items that senders have committed to any lift to a site."""
    to_site = {lift.lift for lift in tables.lifts if lift.destination == site}
    return {row.item for row in tables.committed if row.lift in to_site and row.packs > 0}


def find_fitting_items(tables: Tables, lift: Lift) -> set[str]:
    """The items of which a pack can go by one vehicle of a lift; by a flow all."""
    if lift.mode == "flow":
        return {item.item for item in tables.items}
    table = StowageTable(tables)
    room = table.find_capacity(lift, margin=True)
    return {
        item.item
        for item in tables.items
        if table.measure_kg(lift, item) <= room.payload_kg
        and table.measure_m3(lift, item) <= room.volume_m3
        and table.goes_through_door(lift, item)
    }


def find_unreachable_goods(tables: Tables) -> Iterator[Problem]:
    """Needs that nothing gives, assets without what they run on, goods and sites that no lift serves."""
    goods = find_goods_at_places(tables)
    yield from _needs_not_given(tables, goods)
    yield from _inputs_missing(tables, goods)
    yield from _places_not_served(tables)
    yield from _packs_too_large(tables, goods)


def find_inhabited_sites(tables: Tables) -> list[str]:
    """The sites at which anyone is on any day of the horizon."""
    return [site for site, people in count_present(tables).items() if people.any()]


def _needs_not_given(tables: Tables, goods: dict[str, set[str]]) -> Iterator[Problem]:
    giving: dict[str, set[str]] = {need.need: set() for need in tables.needs}
    for content in list_counted_contents(tables):
        if content.quantity > 0:
            giving[content.need].add(content.item)
    served = {(service.place, service.need) for service in tables.services if service.quantity > 0}
    sites = find_inhabited_sites(tables)
    for need in tables.needs:
        if not any(need.standard(tier) for tier in ("survival", "minimum", "target")):
            continue
        without = [site for site in sites if (site, need.need) not in served and not giving[need.need] & goods[site]]
        if without:
            yield row_problem("needs", need, "need_not_given", need=need.name or need.need, places=join_names(without))


def _inputs_missing(tables: Tables, goods: dict[str, set[str]]) -> Iterator[Problem]:
    """Assets that stand at a site, or can come, and what they run on can not."""
    gives = {service.place: set[str]() for service in tables.services}
    for service in tables.services:
        gives[service.place].add(service.need)
    for content in list_counted_contents(tables):
        if content.how == "per_day":
            for site, items in goods.items():
                if content.item in items:
                    gives.setdefault(site, set()).add(content.need)
    for running in tables.running:
        without = [
            site
            for site in find_inhabited_sites(tables)
            if running.item in goods[site] and running.input not in goods[site] | gives.get(site, set())
        ]
        if without and running.quantity > 0:
            yield row_problem(
                "running", running, "input_missing", item=running.item, input=running.input, places=join_names(without)
            )


def _places_not_served(tables: Tables) -> Iterator[Problem]:
    leaves = {lift.origin for lift in tables.lifts}
    comes = {lift.destination for lift in tables.lifts}
    held = {row.place for row in tables.stock} | {row.place for row in tables.supply}
    for place in tables.places:
        if place.role != "site" and place.place in held and place.place not in leaves:
            yield row_problem("places", place, "goods_stay", place=place.place)
    for site in find_inhabited_sites(tables):
        if site not in comes:
            yield row_problem("places", index_rows(tables, "places")[site], "site_not_served", place=site)


def _packs_too_large(tables: Tables, goods: dict[str, set[str]]) -> Iterator[Problem]:
    for lift in tables.lifts:
        can_go = find_fitting_items(tables, lift)
        large = [item.item for item in tables.items if item.item in goods[lift.origin] - can_go]
        if large:
            room = StowageTable(tables).find_capacity(lift, margin=True)
            yield row_problem(
                "lifts",
                lift,
                "packs_too_large",
                lift=lift.lift,
                kg=f"{room.payload_kg:,.0f}",
                m3=f"{room.volume_m3:,.4g}",
                items=join_names(large),
            )
