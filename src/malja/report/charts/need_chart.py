"""One need at one site, day by day: what is provided as an area, the tiers as lines, what is missing hatched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Tier
from malja.language.isolation import PDI, RLI, Direction
from malja.report.charts.colours import (
    ARRIVAL,
    FAINT,
    INK,
    LEVEL,
    PROVIDED,
    PROVIDED_EDGE,
    SOFT_INK,
    TIER_DASH,
    TIER_LINE,
    WHITE,
)
from malja.report.charts.scales import Scale, choose_ticks
from malja.report.charts.svg import draw_element, draw_picture, draw_text, to_coord
from malja.report.document import Level

WIDTH, _HEIGHT = 400.0, 190.0
LEFT, TOP, BOTTOM = 56.0, 24.0, 148.0
#: What the names of the tiers leave over to the right, at least and at most; a letter is about so wide.
_NARROWEST, _WIDEST, _LETTER = 240.0, 330.0, 7.6
#: The strip below the days that says how bad each of them is, and the marks of goods that come.
_STRIP, _STRIP_HEIGHT, _MARKS = 151.0, 6.0, 159.0
#: What is provided far beyond every tier is cut off: the tiers must stay readable.
_BEYOND = 1.4
#: Between two labels of tiers, from line to line.
_APART = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDays:
    """A need's days in the order of time: units `provided`, `required` by tier, the level of each day.

    `arrivals`: indices of the days on which goods for it come. `named`: indices of days with the words below the axis.
    """

    provided: Sequence[float]
    required: Mapping[Tier, Sequence[float]]
    levels: Sequence[Level]
    arrivals: Sequence[int]
    named: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What a chart says: its title, what it shows in words, its unit, the tiers, and how a figure is written.

    `direction`: the way in which its script runs, and time with it.
    """

    code: str
    title: str
    said: str
    unit: str
    tiers: Mapping[Tier, str]
    figure: Callable[[float], str]
    direction: Direction = "ltr"

    def write(self, text: str, x: float, y: float, **look: object) -> str:
        """Words that begin at a place `x` from where the script begins; `text_anchor` "end": that end there."""
        if self.direction == "ltr":
            return draw_text(text, x=to_coord(x), y=to_coord(y), **look)
        # Anchors mean left and right to some who draw this and beginning and end to others: the picture itself is ltr.
        anchor = "start" if look.get("text_anchor") == "end" else "end"
        return draw_text(
            f"{RLI}{text}{PDI}", **{**look, "x": to_coord(WIDTH - x), "y": to_coord(y), "text_anchor": anchor}
        )


def draw_need(shown: NeedDays, words: ChartWords) -> str:
    """The chart as SVG, WIDTH x _HEIGHT; time runs the way the script does, and so do the words of the axes."""
    asked = max((value for days in shown.required.values() for value in days), default=0.0)
    given = max(shown.provided, default=0.0)
    marks = choose_ticks(max(asked, min(given, _BEYOND * asked if asked > 0 else given)))
    across = Scale(low=0, high=len(shown.provided), start=LEFT, end=find_right_end(words.tiers.values()))
    up = Scale(low=0, high=marks[-1], start=BOTTOM, end=TOP)
    drawn = [
        _grid(up, across, marks),
        *_area(shown.provided, across, up),
        *_missing(shown, across, up, words.code),
        *_edge(shown.provided, across, up),
        *(_line(tier, days, across, up) for tier, days in shown.required.items()),
        *_strip(shown.levels, across),
        *_arrivals(shown.arrivals, across),
        _axis(shown.named, across),
    ]
    written = [
        *_figures(up, marks, words),
        *_tier_names(shown.required, up, across, words),
        *_days(shown.named, across, words),
    ]
    turned = {"transform": f"translate({to_coord(WIDTH)} 0) scale(-1 1)"} if words.direction == "rtl" else {}
    parts = [_hatching(words.code), draw_element("g", *drawn, **turned), *written]
    return draw_picture(WIDTH, _HEIGHT, words.code, words.title, words.said, parts)


def find_right_end(names: Iterable[str]) -> float:
    """Where the days end, so that the names of the tiers fit behind them."""
    longest = max((len(name) for name in names), default=0)
    return min(_WIDEST, max(_NARROWEST, WIDTH - 8 - _LETTER * longest))


def _hatching(code: str) -> str:
    line = draw_element("path", d="M0 0V6", stroke=LEVEL["survival"], stroke_width="1.6")
    turned = {"width": "5", "height": "6", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return draw_element("defs", draw_element("pattern", line, id=f"{code}-missing", **turned))


def _grid(up: Scale, across: Scale, marks: Sequence[float]) -> str:
    """Lines across."""
    lines = "".join(f"M{to_coord(LEFT)} {to_coord(up(mark))}H{to_coord(across.end)}" for mark in marks)
    return draw_element("path", d=lines, stroke=FAINT, fill="none")


def _figures(up: Scale, marks: Sequence[float], words: ChartWords) -> list[str]:
    """The figures of the lines across, and the unit on top."""
    named = [
        words.write(words.figure(mark), LEFT - 6, up(mark) + 4, text_anchor="end", fill=SOFT_INK)
        for mark in (marks if len(marks) <= 5 else marks[::2])
    ]
    return [*named, words.write(words.unit, 2.0, 12.0, fill=SOFT_INK)]


def _steps(values: Sequence[float], across: Scale, up: Scale) -> str:
    """A path in steps: each day's value from its start to its end, equal days as one step."""
    said = f"M{to_coord(across(0))} {to_coord(up(values[0]))}"
    for day, value in enumerate(values):
        if day and to_coord(up(value)) != to_coord(up(values[day - 1])):
            said += f"H{to_coord(across(day))}V{to_coord(up(value))}"
    return said + f"H{to_coord(across(len(values)))}"


def _area(provided: Sequence[float], across: Scale, up: Scale) -> list[str]:
    if not provided:
        return []
    closed = f"{_steps(provided, across, up)}V{to_coord(up(0))}H{to_coord(across(0))}Z"
    return [draw_element("path", d=closed, fill=PROVIDED)]


def _edge(provided: Sequence[float], across: Scale, up: Scale) -> list[str]:
    if not provided:
        return []
    return [draw_element("path", d=_steps(provided, across, up), fill="none", stroke=PROVIDED_EDGE, stroke_width="1.4")]


def _missing(shown: NeedDays, across: Scale, up: Scale, code: str) -> list[str]:
    """What is missing of the minimum (else of the lowest tier that is asked), hatched."""
    tier: Tier | None = "minimum" if "minimum" in shown.required else next(iter(shown.required), None)
    if tier is None:
        return []
    boxes = ""
    for day, (given, asked) in enumerate(zip(shown.provided, shown.required[tier], strict=True)):
        low, high = up(given), up(asked)
        if low - high > 0.4:
            left, right = to_coord(across(day)), to_coord(across(day + 1))
            boxes += f"M{left} {to_coord(low)}V{to_coord(high)}H{right}V{to_coord(low)}Z"
    return [draw_element("path", d=boxes, fill=f"url(#{code}-missing)")] if boxes else []


def _line(tier: Tier, days: Sequence[float], across: Scale, up: Scale) -> str:
    return draw_element(
        "path",
        d=_steps(days, across, up),
        fill="none",
        stroke=TIER_LINE[tier],
        stroke_width="1.8",
        stroke_dasharray=TIER_DASH[tier],
    )


def _tier_names(required: Mapping[Tier, Sequence[float]], up: Scale, across: Scale, words: ChartWords) -> list[str]:
    """The tiers by name at the right end of their lines, kept apart."""
    places: list[tuple[float, Tier]] = []
    lowest = BOTTOM
    for tier in (tier for tier in TIERS if tier in required):
        # From the bottom up: the tiers do not decrease.
        place = min(up(required[tier][-1]) + 4, lowest)
        places.append((place, tier))
        lowest = place - _APART
    return [
        words.write(words.tiers[tier], across.end + 5, place, fill=TIER_LINE[tier], font_weight="bold")
        for place, tier in places
    ]


def _strip(levels: Sequence[Level], across: Scale) -> list[str]:
    """How bad each day is, as in the overview of all needs."""
    parts: list[str] = []
    first = 0
    for day in range(1, len(levels) + 1):
        if day == len(levels) or levels[day] != levels[first]:
            box = {"x": to_coord(across(first)), "width": to_coord(across(day) - across(first))}
            parts.append(
                draw_element(
                    "rect",
                    **box,
                    y=to_coord(_STRIP),
                    height=to_coord(_STRIP_HEIGHT),
                    fill=LEVEL[levels[first]],
                )
            )
            first = day
    return parts


def _arrivals(days: Sequence[int], across: Scale) -> list[str]:
    """A small triangle for each day on which goods come."""
    if not days:
        return []
    drawn = "".join(f"M{to_coord(across(day + 0.5))} {to_coord(_MARKS)}l3 6h-6z" for day in days)
    return [draw_element("path", d=drawn, fill=ARRIVAL, stroke=WHITE, stroke_width="0.4")]


def _days(named: Sequence[tuple[int, str]], across: Scale, words: ChartWords) -> list[str]:
    return [words.write(said, across(day), _HEIGHT - 7, fill=SOFT_INK) for day, said in named]


def _axis(named: Sequence[tuple[int, str]], across: Scale) -> str:
    ends = "".join(f"M{to_coord(across(day))} {to_coord(BOTTOM)}v4" for day, _ in named)
    axis = f"M{to_coord(LEFT)} {to_coord(BOTTOM)}H{to_coord(across.end)}"
    return draw_element("path", d=axis + ends, stroke=INK, fill="none")
