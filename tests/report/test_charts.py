"""Charts and maps: numbers land where they belong, words are escaped, shores are where they are."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from malja.report.charts.coastline import clip_ring, read_shores
from malja.report.charts.colours import LEVEL
from malja.report.charts.labels import Box, Labels
from malja.report.charts.map_chart import SCALE_BARS_KM, MapLift, MapPlace, MapWords, draw_map
from malja.report.charts.need_chart import BOTTOM, LEFT, TOP, ChartWords, NeedDays, draw_need, find_right_end
from malja.report.charts.scales import Scale, choose_day_ticks, choose_ticks
from malja.report.charts.strips import draw_day_strip, draw_fill_bar
from malja.report.charts.svg import draw_element, draw_text, to_coord

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (made by malja)


def words(**values: object) -> ChartWords:
    tiers = {"survival": "Survival", "minimum": "Minimum", "target": "Target"}
    said: dict[str, object] = {"code": "c", "title": "T", "said": "S", "unit": "kg", "tiers": tiers, "figure": str}
    return ChartWords(**{**said, **values})  # type: ignore[arg-type]


def days(**values: object) -> NeedDays:
    own: dict[str, object] = {
        "provided": [0.0, 50.0, 100.0, 100.0],
        "required": {"minimum": [100.0] * 4},
        "levels": ["minimum", "minimum", "fine", "fine"],
        "arrivals": [1],
        "named": [(0, "10 March")],
    }
    return NeedDays(**{**own, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("most", "expected"),
    [(10, [0, 5, 10]), (7, [0, 2.5, 5, 7.5]), (100, [0, 50, 100]), (0, [0, 1]), (0.03, [0, 0.01, 0.02, 0.03])],
)
def test_ticks_are_round_and_reach_the_most(most: float, expected: list[float]) -> None:
    assert choose_ticks(most) == pytest.approx(expected)


def test_a_scale_is_straight_and_stops_at_its_ends() -> None:
    up = Scale(low=0, high=10, start=100, end=0)
    assert [up(value) for value in (0, 5, 10, 20, -1)] == [100, 50, 0, 0, 100]
    assert Scale(low=3, high=3, start=1, end=2)(3) == 1


def test_days_are_named_by_weeks() -> None:
    start = datetime.date(2025, 3, 10)
    assert choose_day_ticks(start, 3) == [0, 1, 2]
    assert choose_day_ticks(start, 67) == [0, 14, 28, 42, 56]
    assert choose_day_ticks(start, 1) == [0]


def test_what_is_provided_is_drawn_in_steps_to_scale() -> None:
    drawn = parsed(draw_need(days(), words()))
    area = next(path for path in drawn.iter(f"{SVG}path") if path.get("d", "").endswith("Z"))
    # Four days across, 100 at the top: day 1 (50) starts a quarter across, half-way up.
    quarter, half = (
        to_coord(LEFT + (find_right_end(["Survival"]) - LEFT) / 4),
        to_coord((TOP + BOTTOM) / 2),
    )
    assert f"H{quarter}V{half}" in area.get("d", "")


def test_only_what_is_missing_is_hatched() -> None:
    assert "url(#c-missing)" in draw_need(days(), words())
    assert "url(#c-missing)" not in draw_need(days(provided=[100.0] * 4), words())


def test_a_chart_says_what_it_shows_and_escapes_it() -> None:
    drawn = parsed(draw_need(days(), words(title="<script>", said="A & B", unit="<b>")))
    assert drawn.findtext(f"{SVG}title") == "<script>"
    assert drawn.findtext(f"{SVG}desc") == "A & B"
    assert drawn.get("role") == "img"


def test_each_arrival_has_a_mark() -> None:
    drawn = draw_need(days(arrivals=[0, 2, 3]), words())
    assert max(len(re.findall("l3 6h-6z", path)) for path in re.findall(r'd="([^"]*)"', drawn)) == 3


def test_tiers_that_lie_on_each_other_are_named_apart() -> None:
    drawn = parsed(draw_need(days(required={"minimum": [100.0] * 4, "target": [100.0] * 4}), words()))
    named = {one.text: float(one.get("y", "")) for one in drawn.iter(f"{SVG}text") if one.get("font-weight")}
    assert named["Minimum"] - named["Target"] >= 12


def test_a_chart_of_one_day_without_anything_can_be_drawn() -> None:
    nothing = days(provided=[0.0], required={"minimum": [0.0]}, levels=["blank"], arrivals=[], named=[(0, "x")])
    assert parsed(draw_need(nothing, words())).get("viewBox")


def test_levels_differ_in_height_and_equal_days_are_one_box() -> None:
    boxes = parsed(draw_day_strip(["survival", "survival", "minimum", "target", "fine", "blank"])).findall(f"{SVG}rect")
    assert [box.get("width") for box in boxes] == ["2", "1", "1", "1"]
    heights = [float(box.get("height", "")) for box in boxes]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 4


@pytest.mark.parametrize(("share", "wide"), [(0.5, "50"), (1.7, "100"), (0.0, "0")])
def test_a_bar_is_filled_by_its_share(share: float, wide: str) -> None:
    assert parsed(draw_fill_bar(share)).findall(f"{SVG}rect")[1].get("width") == wide


def test_a_bar_without_a_limit_is_empty() -> None:
    assert len(parsed(draw_fill_bar(None)).findall(f"{SVG}rect")) == 1


def test_words_and_attributes_are_escaped() -> None:
    assert draw_text('<script>&"', x="1") == '<text x="1">&lt;script&gt;&amp;"</text>'
    assert draw_element("rect", fill='"><script>') == '<rect fill="&quot;&gt;&lt;script&gt;"/>'


def test_shores_are_closed_off_at_the_edge_of_a_box() -> None:
    cyprus = [clip_ring(ring, 32, 34, 35, 36) for ring in read_shores()]
    largest = max(cyprus, key=len)
    assert all(32 <= east <= 35 and 34 <= north <= 36 for east, north in largest)
    # Nicosia lies within, Latakia does not.
    assert inside(largest, 33.36, 35.17)
    assert not inside(largest, 35.78, 35.52)


def inside(ring: list[tuple[float, float]], east: float, north: float) -> bool:
    """Crossings of a ray to the east, counted."""
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > north) != (y2 > north) and east < x1 + (north - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def test_a_map_places_east_to_the_right_and_north_on_top() -> None:
    west = MapPlace(name="West", role="source", lat=35.0, lon=33.0)
    east = MapPlace(name="East", role="site", lat=36.0, lon=36.0)
    drawn = parsed(draw_map([west, east], [MapLift(origin=0, destination=1, road=False)], map_words()))
    circle = next(one for one in drawn.iter(f"{SVG}circle"))
    site = next(one for one in drawn.iter(f"{SVG}path") if "l8 14h-16z" in one.get("d", ""))
    x, y = map(float, re.findall(r"[\d.]+", site.get("d", ""))[:2])
    assert x > float(circle.get("cx", ""))
    assert y < float(circle.get("cy", ""))
    assert {"West", "East"} <= {one.text for one in drawn.iter(f"{SVG}text")}


def map_words() -> MapWords:
    return MapWords(code="map", title="T", said="S", kilometres={km: f"{km} km" for km in SCALE_BARS_KM})


@pytest.mark.parametrize(
    "places",
    [
        [MapPlace(name="One", role="site", lat=0.0, lon=0.0)],
        [MapPlace(name="Pole", role="site", lat=90.0, lon=0.0), MapPlace(name="Line", role="hub", lat=-90.0, lon=9.0)],
        [
            MapPlace(name="Fiji", role="site", lat=-17.0, lon=178.0),
            MapPlace(name="Samoa", role="hub", lat=-14, lon=-172),
        ],
    ],
    ids=["one place", "poles", "date line"],
)
def test_maps_of_strange_places_can_be_drawn(places: list[MapPlace]) -> None:
    drawn = draw_map(places, [], map_words())
    assert "nan" not in drawn
    assert {place.name for place in places} <= {one.text for one in parsed(drawn).iter(f"{SVG}text")}


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    drawn = parsed(
        draw_map(
            [
                MapPlace(name="a", role="source", lat=-17.0, lon=178.0),
                MapPlace(name="b", role="source", lat=-17.0, lon=-178.0),
            ],
            [],
            map_words(),
        )
    )
    left, right = (float(one.get("cx", "")) for one in drawn.iter(f"{SVG}circle"))
    assert 0 < right - left < 720
    assert any("200 km" in (one.text or "") or "100 km" in (one.text or "") for one in drawn.iter(f"{SVG}text"))


def test_names_do_not_lie_on_one_another() -> None:
    labels = Labels(width=400, height=300)
    first = labels.place("A name", 200, 150, 12, needed=True)
    second = labels.place("A name", 200, 150, 12, needed=True)
    assert first is not None
    assert second is not None
    assert first != second


def test_a_name_without_room_is_left_out_unless_it_is_needed() -> None:
    labels = Labels(width=100, height=100)
    labels.keep_free(Box(left=0, top=0, right=100, bottom=100))
    assert labels.place("A name", 50, 50, 12, needed=False) is None
    assert labels.place("A name", 50, 50, 12, needed=True) is not None


def test_levels_stay_apart_in_black_and_white() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    shades = [grey(LEVEL[level]) for level in ("survival", "minimum", "target", "fine")]
    assert all(later - earlier > 0.1 for earlier, later in pairwise(shades))
