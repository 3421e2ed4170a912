"""The operation and its plan as HXL-tagged CSV: people in need, needs, coverage and stock, a file each.

Other people's dashboards (HDX, Kobo, Power BI) read these without being told what the columns are. There is no name of
a person and no position in them. What may leave the operation is made in `report.public`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.catalogue.citations import cite_source
from malja.catalogue.facts import TIERS, Need, Tier
from malja.cover.cover import Cover, find_covers
from malja.cover.severity import NOTICED_SHARE
from malja.language.names import say_sector
from malja.language.say import say
from malja.lifts.plan.plan import Coverage, Plan
from malja.needs.requirements import find_requirements
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.report.data_names import Names
from malja.report.hxl.hxl_csv import format_hxl_csv
from malja.report.hxl.tags import COVERAGE_TAGS, NEEDS_TAGS, PEOPLE_TAGS, STOCK_TAGS
from malja.report.workbook_cells import CellValue


def make_hxl_files(operation: Operation, plan: Plan) -> dict[str, bytes]:
    """The HXL files by name, in the current language; the same plan gives the same bytes."""
    names = Names(operation)
    return {
        "hxl_people.csv": format_hxl_csv(PEOPLE_TAGS, _people(operation, names)),
        "hxl_needs.csv": format_hxl_csv(NEEDS_TAGS, _needs(operation, names)),
        "hxl_coverage.csv": format_hxl_csv(COVERAGE_TAGS, _coverage(operation, plan, names)),
        "hxl_stock.csv": format_hxl_csv(STOCK_TAGS, _stock(operation, plan, names)),
    }


def _people(operation: Operation, names: Names) -> Iterator[list[CellValue]]:
    """Each site and day: people there, and those in need: below a minimum standard unless something more comes."""
    covers = find_covers(operation)
    for site, heads in count_present(operation).items():
        here = [one for one in covers if one.place == site and one.tier == "minimum"]
        for day, people in enumerate(heads):
            row: dict[str, CellValue] = dict.fromkeys(PEOPLE_TAGS)
            row["#loc+name+camp"] = names.place(site)
            row["#population+ind"] = row["#affected+ind"] = float(people)
            row["#inneed+ind"] = row["#targeted+ind"] = _count_in_need(here, operation.date(day), float(people))
            row["#date+reported"] = operation.date(day)
            row["#meta+source"] = _say_source(operation.name)
            yield list(row.values())


def _count_in_need(covers: list[Cover], date: datetime.date, people: float) -> float:
    """The most people whom any one need leaves short on a date: needs are not added up, the people are the same."""
    short = [one.people for one in covers if one.first_short is not None and one.first_short <= date]
    return min(people, max(short, default=0.0))


def _say_source(operation: str) -> str:
    """Who says so: malja's plan of the operation."""
    return say("hxl", "source", operation=operation)


def _needs(operation: Operation, names: Names) -> Iterator[list[CellValue]]:
    for asked in find_requirements(operation):
        said = cite_source(asked.need.source) or _say_source(operation.name)
        for day in range(operation.horizon):
            yield [
                *_need(names, asked.place, asked.need, asked.tier),
                *(float(asked.heads[day]), float(asked.people[day]), float(asked.quantity[day])),
                *(names.need_unit(asked.need.need), operation.date(day), said),
            ]


def _coverage(operation: Operation, plan: Plan, names: Names) -> Iterator[list[CellValue]]:
    needs = {need.need: need for need in operation.needs}
    for row in plan.coverage:
        for tier in TIERS:
            if tier in row.required:
                yield [
                    *_need(names, row.place, needs[row.need], tier),
                    *(row.people, row.people if _is_short(row, tier) else 0.0, row.required[tier], row.provided),
                    *(names.need_unit(row.need), round(100 * row.short.get(tier, 0.0), 1), row.date),
                    _say_source(operation.name),
                ]


def _is_short(row: Coverage, tier: Tier) -> bool:
    return row.short.get(tier, 0.0) > NOTICED_SHARE


def _need(names: Names, place: str, need: Need, tier: Tier) -> list[CellValue]:
    sector = say_sector(need.sector) if need.sector else None
    return [names.place(place), place, sector, names.need(need.need), need.need, tier]


#: Digits that stock in a plan bears: what stands behind them is the solver's tolerance, as in 600.000001719 kg.
_STOCK_DIGITS = 8


def _stock(operation: Operation, plan: Plan, names: Names) -> Iterator[list[CellValue]]:
    """Stock when each day ends, and assets that stand; valued at the lowest price in the tables, where there is one."""
    prices: dict[str, float] = {}
    for supply in operation.supply:
        if supply.unit_cost > 0:
            prices[supply.item] = min(supply.unit_cost, prices.get(supply.item, supply.unit_cost))
    for status, rows in (("in_store", plan.stock), ("in_place", plan.in_place)):
        for row in rows:
            quantity = float(f"{row.quantity:.{_STOCK_DIGITS}g}")
            if quantity:
                price = prices.get(row.item)
                worth = (None, None) if price is None else (quantity * price, plan.currency)
                yield [
                    *(names.place(row.place), names.item(row.item), row.item, quantity, *worth, row.date, None),
                    *(names.item_unit(row.item) or None, say("hxl", status)),
                ]
