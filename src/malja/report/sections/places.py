"""Where everything is: a small map of places and lifts, and both as tables."""

from __future__ import annotations

import math

from malja.catalogue.load_catalogue import load_catalogue
from malja.language.clean_text import cut_text
from malja.language.dates import say_weekdays
from malja.language.numbers import say_amount, say_number
from malja.operation.rows import Lift, Place
from malja.operation.vehicles import find_vehicle_capacity, goes_by_road, measure_distance_km
from malja.problems import Refused
from malja.report.charts.map_chart import SCALE_BARS_KM, MapLift, MapPlace, MapWords, draw_map
from malja.report.document import Phrase, Picture, ReportBlock, ReportSection, ReportTable
from malja.report.sections.context import ReportContext, say_plain
from malja.tables.weekdays import list_weekdays

#: Letters of a name on the map; the table has it whole.
_LONGEST_ON_MAP = 30
#: An airport this near to a place of the operation is taken to be that place.
_SAME_KM = 12.0
#: Places near each other get a map of their own if the whole map is so many times wider.
_CLOSER = 4.0


def build_places(context: ReportContext) -> ReportSection:
    """A map of what has a position, a closer one where places crowd, the places and the lifts."""
    placed = _placed(context)
    blocks: list[ReportBlock] = []
    if placed:
        blocks.append(_map(context, placed, "map", context.say("map_title")))
        near = _near_sites(placed)
        if near:
            blocks.append(_map(context, near, "map-near", context.say("map_near_title")))
    else:
        blocks.append(context.paragraph("no_positions", tone="note"))
    if context.operation.lifts:
        blocks.append(_lifts(context))
    return ReportSection(code="places", title=context.say("places"), blocks=tuple(blocks))


def _placed(context: ReportContext) -> list[Place]:
    """The places whose position is given, or whose id is the code of an airport of the catalogue."""
    airports = {code: port for port in load_catalogue("warm").airports for code in (port.icao, port.iata) if code}
    placed = []
    for place in context.operation.places:
        port = airports.get(place.place.upper())
        if place.lat is not None and place.lon is not None:
            placed.append(place)
        elif port is not None:
            placed.append(
                Place(
                    place=place.place, role=place.role, name=place.name, names=place.names, lat=port.lat, lon=port.lon
                )
            )
    return placed


def _near_sites(placed: list[Place]) -> list[Place]:
    """The sites with what is close to them, if they crowd on the whole map."""
    widest = max(measure_distance_km(one, other) for one in placed for other in placed)
    near = [
        place
        for place in placed
        if any(measure_distance_km(place, at) < widest / 5 for at in placed if at.role == "site")
    ]
    if len(near) < 2 or len(near) == len(placed):
        return []
    spread = max(measure_distance_km(one, other) for one in near for other in near)
    return near if 0 < spread * _CLOSER < widest else []


def _map(context: ReportContext, placed: list[Place], code: str, title: str) -> Picture:
    index = {place.place: number for number, place in enumerate(placed)}
    lifts = [
        MapLift(origin=index[lift.origin], destination=index[lift.destination], road=goes_by_road(lift))
        for lift in context.operation.lifts
        if lift.origin in index and lift.destination in index
    ]
    shown = [_on_map(context, place) for place in placed]
    airports = [
        MapPlace(name=port.icao, role="airport", lat=port.lat, lon=port.lon)
        for port in load_catalogue("warm").airports
        if all(_km(port.lat, port.lon, place) > _SAME_KM for place in placed)
    ]
    note = context.say("map_key") if code == "map" else context.say("map_note")
    said = context.say("map_said", places=len(placed), lifts=len(lifts))
    kilometres = {km: say_amount(km, "km", 4) for km in SCALE_BARS_KM}
    svg = draw_map([*shown, *airports], lifts, MapWords(code=code, title=title, said=said, kilometres=kilometres))
    return Picture(code=code, kind="map", title=title, svg=svg, said=said, note=note)


def _on_map(context: ReportContext, place: Place) -> MapPlace:
    if place.lat is None or place.lon is None:
        raise LookupError(place.place)
    name = cut_text(context.words.place(place.place), _LONGEST_ON_MAP)
    return MapPlace(name=name, role=place.role, lat=place.lat, lon=place.lon)


def _km(lat: float, lon: float, place: Place) -> float:
    return measure_distance_km(Place(place="", role="hub", lat=lat, lon=lon), place)


def _lifts(context: ReportContext) -> ReportTable:
    """What goes between the places, how far and how much."""
    columns = context.name_columns("lift", "way", "distance", "vehicle", "at_most", "how_often")
    rows = tuple(_lift(context, lift) for lift in context.operation.lifts)
    return ReportTable(code="lifts", caption=context.say("lifts_caption"), columns=columns, rows=rows)


def _lift(context: ReportContext, lift: Lift) -> tuple[Phrase, ...]:
    words = context.words
    ends = {place.place: place for place in _placed(context)}
    known = lift.origin in ends and lift.destination in ends
    km = say_amount(measure_distance_km(ends[lift.origin], ends[lift.destination]), "km", 3) if known else ""
    return (
        say_plain(words.lift(lift.lift)),
        say_plain(context.say("from_to", origin=words.place(lift.origin), destination=words.place(lift.destination))),
        say_plain(km),
        say_plain(words.vehicle(lift.vehicle)),
        say_plain(_most(context, lift)),
        say_plain(_often(context, lift)),
    )


def _most(context: ReportContext, lift: Lift) -> str:
    """Kilograms and cubic metres that one vehicle carries, or a road on a day."""
    try:
        one = find_vehicle_capacity(context.operation, lift)
    except Refused:
        return ""
    kg = lift.kg_per_day if lift.mode == "flow" else one.payload_kg
    most = ((math.inf if kg is None else kg, "kg"), (one.volume_m3, "m3"))
    parts = [say_amount(value, unit) for value, unit in most if math.isfinite(value)]
    if len(parts) == 2:
        return context.say("kg_and_m3", kg=parts[0], m3=parts[1])
    return parts[0] if parts else context.say("no_limit")


def _often(context: ReportContext, lift: Lift) -> str:
    days = say_weekdays(sorted(list_weekdays(lift.weekdays))) if lift.weekdays else ""
    if lift.mode == "flow":
        return days or context.say("every_day")
    often = _count_trips(context, lift)
    return context.say("often_on_days", often=often, days=days) if days else often


def _count_trips(context: ReportContext, lift: Lift) -> str:
    if lift.per_week is not None:
        return context.say("per_week", times=say_number(lift.per_week))
    return context.say("per_day", times=say_number(lift.max_per_day))
