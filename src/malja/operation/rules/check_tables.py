"""What an operation must be to be planned: the rules that no single cell can break alone (docs/tables.md, rules)."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from malja.catalogue.facts import CONTENT_PAIRINGS
from malja.operation.headcount import find_first_negative
from malja.operation.rows import Tables
from malja.operation.rules.baskets import check_basket
from malja.operation.rules.cell_bounds import AnyRow, check_cells, find_number_fault, row_problem
from malja.operation.rules.lifts import check_committed_cargo, check_lifts
from malja.operation.rules.loading import check_aliases, check_stowage
from malja.operation.rules.references import (
    find_near_name,
    find_repeated_names,
    find_unknown_names,
    index_rows,
    unknown_name_problem,
)
from malja.operation.rules.risks import check_risks
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.problems import Problem, Refused
from malja.tables.time_zone_names import find_time_zone

#: Where the keys of an operation stand: the file operation.toml, or the sheet of that name.
_SETTINGS_FILE = "operation"

#: The years in which an operation may begin: dates behind it stay within the calendar.
_START_YEARS = (1900, 2200)


def check_tables(tables: Tables) -> None:
    """Refuse tables that do not hold together, naming every problem (docs/tables.md, rules).

    Raises `Refused`. What is unlikely but possible is no problem: see `check_report`. Rules that put rows
    together pass over rows that are wrong by themselves, so that no fault is said twice.
    """
    keys = list(check_settings(tables))
    faults = [*check_cells(tables), *find_repeated_names(tables), *find_unknown_names(tables)]
    sound = _without(tables, {id(row) for row, _ in faults})
    problems = [*keys, *(problem for _, problem in faults)]
    problems += [*_needs(sound), *_goods(tables, sound), *_at_sites(tables, sound), *_spans(sound), *check_lifts(sound)]
    problems += [*check_basket(sound), *check_risks(sound), *check_aliases(sound), *check_stowage(sound)]
    if not any(problem.column in ("start", "days", "reserve_days") for problem in keys):
        problems += [*_headcounts(sound), *check_committed_cargo(sound)]
    if problems:
        raise Refused(problems)


def check_settings(tables: Tables) -> Iterator[Problem]:
    """What is wrong with the keys of the operation itself."""
    if not tables.name.strip():
        yield _key("key_missing", "name")
    if type(tables.start) is not datetime.date or not _START_YEARS[0] <= tables.start.year < _START_YEARS[1]:
        yield _key("start_out_of_range", "start", tables.start, first=_START_YEARS[0], last=_START_YEARS[1] - 1)
    for setting in SETTINGS:
        fault = None
        value = getattr(tables, setting.name)
        if setting.kind in ("number", "whole"):
            fault = None if value is None is setting.default else find_number_fault(value, setting)
        elif setting.kind == "numbers" and (len(value) != 3 or any(find_number_fault(slip, setting) for slip in value)):
            fault = "tolerance_wrong", {}
        elif setting.kind == "choice" and value not in setting.choices:
            fault = "not_a_choice", {"choices": ", ".join(setting.choices)}
        elif setting.kind == "time_zone" and value and find_time_zone(value) is None:
            fault = "time_zone_unknown", {}
        if fault:
            yield _key(fault[0], setting.name, value, **fault[1])
    if not re.fullmatch("[A-Z]{3}", tables.currency):
        yield _key("currency_wrong", "currency", tables.currency)
    baskets = sorted({rule.basket for rule in tables.baskets})
    if tables.basket and tables.basket not in baskets:
        yield _key("basket_unknown", "basket", tables.basket, baskets=", ".join(baskets) or "-")
    if not any(place.role == "site" for place in tables.places):
        yield Problem(code="no_site", file="places")


def _key(code: str, key: str, value: object = "", **values: object) -> Problem:
    """A problem with a key of the operation itself."""
    problem = Problem.at(None, code, key, value, **values)
    return Problem(code=code, file=_SETTINGS_FILE, column=key, value=problem.value, values=problem.values)


def _needs(tables: Tables) -> Iterator[Problem]:
    """Tiers must not decrease from survival to target; a blank one is skipped."""
    for need in tables.needs:
        asked = [(tier, need.standard(tier)) for tier in ("survival", "minimum", "target")]
        given = [(tier, standard) for tier, standard in asked if standard is not None]
        for (lower, least), (tier, standard) in pairwise(given):
            if standard < least:
                yield row_problem(
                    "needs", need, "tiers_decrease", tier, standard, need=need.need, lower=lower, least=least
                )


def _goods(tables: Tables, sound: Tables) -> Iterator[Problem]:
    """What an item gives must go with its kind; what an asset runs on must be a consumable or a daily need."""
    items, needs = index_rows(tables, "items"), index_rows(tables, "needs")
    for content in sound.contents:
        item, need = items[content.item], needs[content.need]
        if CONTENT_PAIRINGS[content.how] != (item.kind, need.kind):
            kinds = {"kind": item.kind, "need_kind": need.kind}
            named = {"item": item.item, "need": need.need}
            yield row_problem("contents", content, "pairing_wrong", "how", content.how, **named, **kinds)
    for running in sound.running:
        if items[running.item].kind != "asset":
            yield row_problem("running", running, "running_not_asset", "item", running.item)
        yield from _input(running, items, needs)


def _input(running: AnyRow, items: dict[str, AnyRow], needs: dict[str, AnyRow]) -> Iterator[Problem]:
    """The input of an asset: one item that is used up, or one daily need."""
    said = running.input
    if said not in items and said not in needs:
        close = find_near_name(said, {*items, *needs})
        yield unknown_name_problem("running", running, "input", said, "items or needs", close)
        return
    goods = said in items and items[said].kind == "consumable"
    service = said in needs and needs[said].kind == "daily"
    if goods and service:
        yield row_problem("running", running, "input_ambiguous", "input", said)
    elif not goods and not service:
        yield row_problem("running", running, "input_wrong", "input", said)


def _at_sites(tables: Tables, sound: Tables) -> Iterator[Problem]:
    """People, and the services they use, are at sites."""
    places = index_rows(tables, "places")
    for table in ("people", "services"):
        for row in getattr(sound, table):
            role = places[row.place].role
            if role != "site":
                yield row_problem(table, row, f"{table}_not_at_site", "place", row.place, role=role)


def _headcounts(sound: Tables) -> Iterator[Problem]:
    """Never fewer people at a site than none."""
    for place in sound.places:
        negative = find_first_negative(sound, place.place) if place.role == "site" else None
        if negative:
            day, moves = negative
            rows = ", ".join(str(move.read_at.row) for move in moves if move.read_at) or "?"
            here = sum(move.arrivals - move.departures for move in moves)
            said = {"place": place.place, "date": sound.date(day), "people": here, "rows": rows}
            yield row_problem("people", moves[-1], "headcount_negative", "departures", moves[-1].departures, **said)


def _spans(sound: Tables) -> Iterator[Problem]:
    """Services do not end before they begin."""
    for service in sound.services:
        if service.since and service.until and service.until < service.since:
            yield row_problem("services", service, "ends_before_start", "to", service.until, start=service.since)


def _without(tables: Tables, faulty: set[int]) -> Tables:
    """The tables without the rows whose identities are given; no `Operation`, so that nothing is checked again."""
    values = {field.name: getattr(tables, field.name) for field in dataclasses.fields(Tables)}
    for name in [table.name for table in TABLES]:
        values[name] = tuple(row for row in values[name] if id(row) not in faulty)
    return Tables(**values)
