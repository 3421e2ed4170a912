"""The chart of one need: drawn to scale, what is missing hatched, said in words."""

from __future__ import annotations

import re

from malja.report.charts.need_chart import BOTTOM, LEFT, TOP, ChartWords, NeedDays, draw_need, find_right_end
from malja.report.charts.svg import to_coord
from tests.report.charts.svg_reading import SVG, parsed


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


def test_from_right_to_left_days_and_months_are_in_order() -> None:
    named = [(0, "10 آذار"), (2, "12 آذار")]
    plain, turned = (parsed(draw_need(days(named=named), words(direction=way))) for way in ("ltr", "rtl"))
    places = [
        [(text.text, float(text.get("x", 0))) for text in of.iter() if "آذار" in (text.text or "")]
        for of in (plain, turned)
    ]
    assert [x for _, x in places[1]] == [400 - x for _, x in places[0]]
    # A day stands before its month as it is read, whoever draws it.
    assert [text for text, _ in places[1]] == [f"\u2067{text}\u2069" for text, _ in places[0]]
    group = next(part for part in turned if part.tag.endswith("g"))
    assert group.get("transform") == "translate(400 0) scale(-1 1)"
