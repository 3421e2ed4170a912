"""A small map: places, the lifts between them, shores, degrees and a scale bar. No borders: malja takes no side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from malja.report.charts.coastline import clip_ring, read_shores
from malja.report.charts.colours import INK, LAND, LEVEL, PROVIDED_EDGE, SEA, SHORE, SOFT_INK, WHITE
from malja.report.charts.labels import Box, Labels
from malja.report.charts.scales import choose_ticks
from malja.report.charts.svg import draw_element, draw_picture, draw_text, to_coord

_WIDTH = 720.0
_LOWEST, _HIGHEST = 300.0, 520.0
#: Of the places' extent on each side, and the least extent in degrees.
_MARGIN, _LEAST = 0.18, 0.6
_KM_PER_DEGREE = 6371.0088 * math.pi / 180


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place of the operation, or an airport (`role`); degrees north and east; `name` as it stands on the map."""

    name: str
    role: Literal["source", "hub", "site", "airport"]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLift:
    """A lift between two places, by their index; `road`: it goes on the ground."""

    origin: int
    destination: int
    road: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """What a map says besides the names: its title, what it shows in words, and the scale bar's unit after {km}."""

    code: str
    title: str
    said: str
    kilometres: dict[int, str]


#: Lengths a scale bar may have, in km.
SCALE_BARS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The part of the world that is shown: plate carree, true to scale in the middle."""

    west: float
    south: float
    east: float
    north: float
    height: float

    def x(self, lon: float) -> float:
        """Degrees east as a coordinate."""
        return (lon - self.west) / (self.east - self.west) * _WIDTH

    def y(self, lat: float) -> float:
        """Degrees north as a coordinate."""
        return (self.north - lat) / (self.north - self.south) * self.height

    @property
    def km_width(self) -> float:
        """Kilometres from edge to edge, in the middle."""
        return (self.east - self.west) * math.cos(math.radians((self.north + self.south) / 2)) * _KM_PER_DEGREE


def draw_map(places: Sequence[MapPlace], lifts: Sequence[MapLift], words: MapWords) -> str:
    """The map as SVG; `places` must not be empty. Airports are drawn where they fall into the view, and set no view."""
    placed = _unwrapped(places)
    view = _view([place for place in placed if place.role != "airport"])
    shown = [place for place in placed if place.role != "airport" or _is_seen(place, view)]
    labels = Labels(width=_WIDTH, height=view.height)
    for place in shown:
        labels.keep_free(Box.around(view.x(place.lon), view.y(place.lat), 7))
    parts = [
        draw_element("rect", x="0", y="0", width=_WIDTH, height=view.height, fill=SEA),
        _land(view),
        *_degrees(view),
        *(_lift(lift, placed, view) for lift in lifts),
        *(_mark(place, view) for place in shown),
        *_scale_bar(view, words, labels),
        *_names(shown, view, labels),
        draw_element("rect", x="0.5", y="0.5", width=_WIDTH - 1, height=view.height - 1, fill="none", stroke=SHORE),
    ]
    return draw_picture(_WIDTH, view.height, words.code, words.title, words.said, parts)


def _unwrapped(places: Sequence[MapPlace]) -> list[MapPlace]:
    """Places on either side of the date line next to each other."""
    easts = [place.lon for place in places]
    if max(easts) - min(easts) <= 180:
        return list(places)
    return [
        MapPlace(name=one.name, role=one.role, lat=one.lat, lon=one.lon + 360 if one.lon < 0 else one.lon)
        for one in places
    ]


def _view(places: Sequence[MapPlace]) -> MapView:
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    middle_lat, middle_lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    shrink = max(0.05, math.cos(math.radians(middle_lat)))
    across = max((max(lons) - min(lons)) * (1 + 2 * _MARGIN), _LEAST / shrink)
    up = max((max(lats) - min(lats)) * (1 + 2 * _MARGIN), _LEAST / 2)
    height = min(_HIGHEST, max(_LOWEST, _WIDTH * up / (across * shrink)))
    # What the shape of the picture leaves over is shown too.
    up = max(up, across * shrink * height / _WIDTH)
    across = max(across, up * _WIDTH / height / shrink)
    return MapView(
        west=middle_lon - across / 2,
        east=middle_lon + across / 2,
        south=middle_lat - up / 2,
        north=middle_lat + up / 2,
        height=height,
    )


def _is_seen(place: MapPlace, view: MapView) -> bool:
    return view.west < place.lon < view.east and view.south < place.lat < view.north


def _land(view: MapView) -> str:
    drawn = ""
    for turn in (-360, 0, 360):
        if view.east < turn - 180 or view.west > turn + 180:
            continue
        for ring in read_shores():
            inside = clip_ring(ring, view.west - turn, view.south, view.east - turn, view.north)
            drawn += _outline([(view.x(east + turn), view.y(north)) for east, north in inside])
    return draw_element("path", d=drawn or "M0 0", fill=LAND, stroke=SHORE, stroke_width="0.8", fill_rule="evenodd")


def _outline(points: Sequence[tuple[float, float]]) -> str:
    """A closed line; points that fall on one another are drawn once."""
    said: list[str] = []
    for east, north in points:
        step = f"{to_coord(east)} {to_coord(north)}"
        if not said or said[-1] != step:
            said.append(step)
    return f"M{'L'.join(said)}Z" if len(said) > 2 else ""


def _degrees(view: MapView) -> list[str]:
    """Lines of whole degrees (or parts) with their figures at the edge."""
    steps = choose_ticks(min(view.east - view.west, 2 * (view.north - view.south)), 4)
    step = steps[1] - steps[0]
    lines, names = "", []
    for lon in _whole(view.west, view.east, step):
        lines += f"M{to_coord(view.x(lon))} 0V{to_coord(view.height)}"
        east = (lon + 180) % 360 - 180
        said = f"{abs(east):.6g}°{'E' if east >= 0 else 'W'}"
        names.append(draw_text(said, x=to_coord(view.x(lon) + 3), y=to_coord(view.height - 5)))
    for lat in _whole(view.south, view.north, step):
        lines += f"M0 {to_coord(view.y(lat))}H{to_coord(_WIDTH)}"
        names.append(draw_text(f"{abs(lat):.6g}°{'N' if lat >= 0 else 'S'}", x="4", y=to_coord(view.y(lat) - 3)))
    shown = draw_element(
        "path", d=lines or "M0 0", stroke=SHORE, stroke_width="0.4", fill="none", stroke_dasharray="2 3"
    )
    return [shown, draw_element("g", *names, fill=SOFT_INK, font_size="9") if names else ""]


def _whole(low: float, high: float, step: float) -> list[float]:
    """The multiples of a step that lie well inside."""
    margin = (high - low) * 0.03
    first, last = math.ceil((low + margin) / step), math.floor((high - margin) / step)
    return [step * count for count in range(first, last + 1)]


def _lift(lift: MapLift, places: Sequence[MapPlace], view: MapView) -> str:
    """A line from the origin to the destination; in the air it is bowed, so that ways there and back stay apart."""
    start, end = places[lift.origin], places[lift.destination]
    x1, y1, x2, y2 = view.x(start.lon), view.y(start.lat), view.x(end.lon), view.y(end.lat)
    bow = 0.0 if lift.road else 0.12
    middle = f"{to_coord((x1 + x2) / 2 + bow * (y2 - y1))} {to_coord((y1 + y2) / 2 - bow * (x2 - x1))}"
    way = f"M{to_coord(x1)} {to_coord(y1)}Q{middle} {to_coord(x2)} {to_coord(y2)}"
    line = {"stroke": SOFT_INK, "stroke_dasharray": "1 3"} if lift.road else {"stroke": PROVIDED_EDGE}
    return draw_element("path", d=way, fill="none", stroke_width="1.8", stroke_linecap="round", **line)


def _mark(place: MapPlace, view: MapView) -> str:
    x, y = view.x(place.lon), view.y(place.lat)
    edge = {"stroke": WHITE, "stroke_width": "1.2"}
    match place.role:
        case "site":
            return draw_element(
                "path",
                d=f"M{to_coord(x)} {to_coord(y - 8)}l8 14h-16z",
                fill=LEVEL["survival"],
                **edge,
            )
        case "hub":
            return draw_element(
                "path",
                d=f"M{to_coord(x)} {to_coord(y - 7)}l7 7l-7 7l-7 -7z",
                fill=PROVIDED_EDGE,
                **edge,
            )
        case "source":
            return draw_element("circle", cx=x, cy=y, r="5.5", fill=PROVIDED_EDGE, **edge)
        case _:
            return draw_element("circle", cx=x, cy=y, r="2", fill=SOFT_INK)


def _names(places: Sequence[MapPlace], view: MapView, labels: Labels) -> list[str]:
    """The names where there is room, those of the operation first; an airport without room stays without."""
    drawn = []
    for place in sorted(places, key=lambda one: ("site", "hub", "source", "airport").index(one.role)):
        small = place.role == "airport"
        spot = labels.place(place.name, view.x(place.lon), view.y(place.lat), 9 if small else 12, needed=not small)
        if spot is None:
            continue
        look = {"font_size": "9", "fill": SOFT_INK} if small else {"font_size": "12", "fill": INK, "font_weight": "600"}
        halo = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": "3", "stroke_linejoin": "round"}
        at = {"x": to_coord(spot.x), "y": to_coord(spot.y), "text_anchor": spot.anchor}
        drawn.append(draw_text(place.name, **at, **look, **halo))
    return drawn


def _scale_bar(view: MapView, words: MapWords, labels: Labels) -> list[str]:
    """A bar of a round number of kilometres, true in the middle of the map."""
    km = next((length for length in reversed(SCALE_BARS_KM) if length <= view.km_width / 4), SCALE_BARS_KM[0])
    wide = km / view.km_width * _WIDTH
    x, y = _WIDTH - wide - 14, view.height - 16
    labels.keep_free(Box(left=x - 4, top=y - 20, right=_WIDTH, bottom=view.height))
    bar = draw_element(
        "path",
        d=f"M{to_coord(x)} {to_coord(y - 4)}v4h{to_coord(wide)}v-4",
        fill="none",
        stroke=INK,
    )
    return [
        bar,
        draw_text(
            words.kilometres[km],
            x=to_coord(x + wide / 2),
            y=to_coord(y - 7),
            text_anchor="middle",
            fill=INK,
        ),
    ]
