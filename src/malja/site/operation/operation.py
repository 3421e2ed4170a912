"""The operation as of the evening of a day: the site's tables, and what is there, read as tables are read."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation_sheets, read_unchecked
from malja.operation.rows import Tables
from malja.operation.schema import TABLES
from malja.problems import Problem, Refused
from malja.site.operation.cargo_under_way import COMMITTED_SHEET, CargoUnderWay
from malja.site.operation.departed_cargo import find_departed_cargo
from malja.site.operation.goods_in_use import find_goods_in_use
from malja.site.operation.goods_in_use_notices import describe_goods_in_use, find_assets_elsewhere
from malja.site.operation.group_shares import measure_groups
from malja.site.operation.movements import PEOPLE_SHEET, build_movements, find_unrecorded_days, split_days_by_site
from malja.site.operation.opening_stock import STOCK_SHEET, OpeningStock
from malja.site.operation.rates import Rate, apply_rates, measure_rates
from malja.site.operation.room_in_stores import PLACES_SHEET, add_room_for_goods_in_use
from malja.site.operation.sheets import OPERATION_SHEET_NAME, Cells, build_sheets, name_row_by_key
from malja.site.operation.utility_readings import SERVICES_SHEET, read_tanks, read_wells
from malja.site.state.device_doubts import find_future_entries
from malja.site.state.state import State


def build_operation(state: State, start: datetime.date) -> Operation:
    """The operation that a site's planner works on, its first day being `start`.

    `state`: the facts up to the evening before. Places, needs, goods, services, supply and lifts are the site's tables;
    people, stock and fixed cargo are what was recorded; shares of groups that were counted, and daily needs of which
    more is used than their target, are measured and marked so (source `journal`). With nothing recorded beyond the
    tables that the site was founded on, it is the operation of those tables. `notices` say what was assumed. Raises
    Refused as for tables, rows named by their keys.
    """
    return build_operation_and_rates(state, start)[0]


def build_operation_and_rates(state: State, start: datetime.date) -> tuple[Operation, tuple[Rate, ...]]:
    """The operation, and the rates of use that are known against the targets of the tables, higher or lower."""
    tables = _tables(state)
    keys = state.register.row(OPERATION_SHEET_NAME) or {}
    fixed = _fixed(tables)
    draft = read_unchecked(build_sheets(keys, fixed, start=start))
    in_use = find_goods_in_use(draft, state)
    stock = OpeningStock(state.ledger, state.known.place_of, draft, in_use)
    cargo = CargoUnderWay(state.flights, draft)
    sites = {place.place for place in draft.places if place.role == "site"}
    days, elsewhere = split_days_by_site(state.headcount.days(), sites)
    rows = {
        **fixed,
        PLACES_SHEET: add_room_for_goods_in_use(fixed[PLACES_SHEET], draft, in_use),
        PEOPLE_SHEET: build_movements(tables[PEOPLE_SHEET], days, start),
        STOCK_SHEET: read_tanks(stock.rows(tables[STOCK_SHEET]), state.utilities, draft),
        SERVICES_SHEET: read_wells(fixed[SERVICES_SHEET], state.utilities, draft),
        COMMITTED_SHEET: cargo.rows(tables[COMMITTED_SHEET]),
    }
    unrecorded = find_unrecorded_days(tables[PEOPLE_SHEET], days, start)
    of_goods = (*stock.notices, *describe_goods_in_use(in_use), *find_assets_elsewhere(draft, state))
    notices = (*_doubts(state), *elsewhere, *unrecorded, *of_goods, *cargo.notices)
    try:
        operation = read_operation_sheets(build_sheets(keys, rows, start=start, notices=notices))
    except Refused as refused:
        raise Refused([name_row_by_key(problem, rows) for problem in refused.problems]) from refused
    return _measured(operation, state)


def build_tables(state: State, start: datetime.date) -> Tables:
    """The site's own tables with the catalogue's rows, whether or not they make an operation yet."""
    keys = state.register.row(OPERATION_SHEET_NAME) or {}
    return read_unchecked(build_sheets(keys, _fixed(_tables(state)), start=start))


_RECORDED = frozenset({PEOPLE_SHEET, STOCK_SHEET, COMMITTED_SHEET})


def _tables(state: State) -> dict[str, list[Cells]]:
    """The rows of every table as the site holds them, key cells and all."""
    return {
        table.name: [
            {**dict(zip(table.key, key, strict=False)), **cells}
            for key, cells in state.register.rows(table.name).items()
        ]
        for table in TABLES
    }


def _fixed(tables: dict[str, list[Cells]]) -> dict[str, list[Cells]]:
    return {name: rows for name, rows in tables.items() if name not in _RECORDED}


def _doubts(state: State) -> Iterator[Problem]:
    """That there is what the books can't explain: the operation goes by the books as they are."""
    waiting = sum(not doubt.settled for doubt in state.doubts)
    if waiting:
        yield Problem.at(None, "site_doubts_waiting", doubts=waiting)
    for doubt in find_future_entries(state):
        yield Problem(code="site_entries_later", values=doubt.values)


def _measured(operation: Operation, state: State) -> tuple[Operation, tuple[Rate, ...]]:
    """The operation with what the site has measured in the place of general shares and targets; all rates known."""
    groups, of_groups = measure_groups(operation, state.headcount)
    if of_groups:
        operation = dataclasses.replace(operation, groups=groups, notices=(*operation.notices, *of_groups))
    known = measure_rates(operation, state)
    needs, of_needs = apply_rates(operation, known)
    also = (*of_needs, *find_departed_cargo(operation, state))
    if also:
        operation = dataclasses.replace(operation, needs=needs, notices=(*operation.notices, *also))
    return operation, known
