"""The map: east to the right, north on top, also across the date line."""

from __future__ import annotations

import re

import pytest

from malja.report.charts.map_chart import SCALE_BARS_KM, MapLift, MapPlace, MapWords, draw_map
from tests.report.charts.svg_reading import SVG, parsed


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
