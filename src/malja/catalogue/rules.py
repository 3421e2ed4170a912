"""What the catalogue's facts must be together: tiers, names, pairings, payloads. Bounds of single cells: schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise

from malja.catalogue.facts import CONTENT_PAIRINGS, TIERS, Catalogue, Content, Hazard, Item, Need, Running, Vehicle
from malja.catalogue.groups import STANDING_GROUPS
from malja.problems import Origin, Problem

_UN_NUMBER = re.compile(r"UN\d{4}", re.ASCII)


def find_broken_rules(catalogue: Catalogue, names: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Every rule that the facts break together.

    `names` holds the ids that stand in the files needs, items and groups, also of rows that can't be read.
    """
    needs = {need.need: need for need in catalogue.needs}
    items = {item.item: item for item in catalogue.items}
    for need in catalogue.needs:
        yield from _need(need, names["groups"] | set(STANDING_GROUPS))
    for content in catalogue.contents:
        yield from _named(content.read_at, "item", content.item, names, "items")
        yield from _named(content.read_at, "need", content.need, names, "needs")
        yield from _pairing(content, items, needs)
    for running in catalogue.running:
        yield from _named(running.read_at, "item", running.item, names, "items")
        yield from _running(running, items, needs, names)
    for vehicle in catalogue.vehicles:
        yield from _payloads(vehicle)
    for price in catalogue.prices:
        yield from _named(price.read_at, "item", price.item, names, "items")
    for hazard in catalogue.hazards:
        yield from _named(hazard.read_at, "item", hazard.item, names, "items")
        yield from _hazard(hazard, names)


def _need(need: Need, groups: frozenset[str]) -> Iterator[Problem]:
    """Tiers must not decrease from survival to target, a blank one is skipped; the group must exist."""
    given = [(tier, standard) for tier in TIERS if (standard := need.standard(tier)) is not None]
    for (lower, least), (tier, standard) in pairwise(given):
        if standard < least:
            values = {"need": need.need, "lower": lower, "least": least}
            yield Problem.at(need.read_at, "tiers_decrease", tier, standard, **values)
    if need.group not in groups:
        yield _unknown(need.read_at, "group", need.group, groups, "groups")


def _named(
    origin: Origin | None, column: str, said: str, names: Mapping[str, frozenset[str]], among: str
) -> Iterator[Problem]:
    if said not in names[among]:
        yield _unknown(origin, column, said, names[among], among)


def _unknown(origin: Origin | None, column: str, said: str, known: frozenset[str], among: str) -> Problem:
    near = get_close_matches(said, sorted(known), n=1, cutoff=0.7)
    if near:
        return Problem.at(origin, "unknown_name_near", column, said, among=among, near=near[0])
    return Problem.at(origin, "unknown_name", column, said, among=among)


def _pairing(content: Content, items: Mapping[str, Item], needs: Mapping[str, Need]) -> Iterator[Problem]:
    item, need = items.get(content.item), needs.get(content.need)
    if item and need and CONTENT_PAIRINGS[content.how] != (item.kind, need.kind):
        named = {"item": item.item, "kind": item.kind, "need": need.need, "need_kind": need.kind}
        yield Problem.at(content.read_at, "pairing_wrong", "how", content.how, **named)


def _running(
    running: Running, items: Mapping[str, Item], needs: Mapping[str, Need], names: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Only assets run, on an item that is used up or on a daily need, and it is clear on which of the two."""
    item = items.get(running.item)
    if item and item.kind != "asset":
        yield Problem.at(running.read_at, "running_not_asset", "item", running.item)
    said = running.input
    if said not in names["items"] | names["needs"]:
        yield _unknown(running.read_at, "input", said, names["items"] | names["needs"], "items or needs")
        return
    goods, need = items.get(said), needs.get(said)
    is_goods = goods is not None and goods.kind == "consumable"
    is_service = need is not None and need.kind == "daily"
    if is_goods and is_service:
        yield Problem.at(running.read_at, "input_ambiguous", "input", said)
    elif (goods or need) and not is_goods and not is_service:
        yield Problem.at(running.read_at, "input_wrong", "input", said)


def _payloads(vehicle: Vehicle) -> Iterator[Problem]:
    """Payloads stand at growing distances and do not grow with them."""
    for (near, more), (far, less) in pairwise(vehicle.payloads):
        if far <= near:
            yield Problem.at(vehicle.read_at, "number_not_above", "range_km", f"{far:g}", least=f"{near:g}")
        elif less > more:
            values = {"near": f"{near:g}", "far": f"{far:g}", "most": f"{more:g}"}
            yield Problem.at(vehicle.read_at, "payload_grows", f"payload_{far:g}km_kg", f"{less:g}", **values)


def _hazard(hazard: Hazard, names: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for number in hazard.un_numbers:
        if not _UN_NUMBER.fullmatch(number):
            yield Problem.at(hazard.read_at, "un_number_wrong", "un_numbers", number)
        else:
            yield from _named(hazard.read_at, "un_numbers", number, names, "un_numbers")
