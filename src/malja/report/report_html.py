"""A report as one HTML file that loads nothing: no script, no font, no picture from anywhere."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from malja.language.isolation import make_bdi
from malja.language.say import say, set_note_apart
from malja.report.charts.day_axis import place_day_names
from malja.report.charts.strips import draw_day_strip, draw_fill_bar, draw_legend_box
from malja.report.document import LEVELS, Derivation, Document, ReportBlock, ReportGroup, ReportSection

#: Words of the page itself, which stand in its template.
_TEMPLATE_WORDS = ("back", "contents", "derivations", "how", "how_short", "skip")


def render_html(document: Document) -> str:
    """The whole page, in the document's language and direction; the same document gives the same bytes."""
    anchors = {code for section in document.sections for code in _codes(section)}
    words = {code: say("report", code) for code in _TEMPLATE_WORDS}
    levels = {level: say("report", f"level_{level}") for level in LEVELS}
    return _template().render(document=document, anchors=anchors, words=words, levels=levels)


def _codes(part: ReportSection | ReportGroup) -> list[str]:
    """The codes of a part and of all that stand in it: what a link may point to."""
    return [part.code, *(code for block in part.blocks if isinstance(block, ReportGroup) for code in _codes(block))]


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("malja.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = files("malja.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    environment.filters["set_apart"] = _set_apart
    environment.globals |= {
        "css": Markup(css),  # noqa: S704 (malja's own file)
        "kind": _kind,
        "back": _back,
        "day_strip": lambda levels: Markup(draw_day_strip(levels)),  # noqa: S704 (numbers and colours only)
        "legend_box": lambda level: Markup(draw_legend_box(level)),  # noqa: S704 (numbers and colours only)
        "fill_bar": lambda share: Markup(draw_fill_bar(share)),  # noqa: S704 (numbers and colours only)
        "drawn": lambda svg: Markup(svg),  # noqa: S704 (charts.svg escapes all words)
        "axis": place_day_names,
    }
    return environment.get_template("report.html.j2")


def _set_apart(text: str) -> Markup:
    """Text escaped, with what runs the other way as elements of its own."""
    return Markup(make_bdi(escape(set_note_apart(text))))  # noqa: S704 (escaped here)


def _kind(block: ReportBlock) -> str:
    return type(block).__name__.lower()


def _back(derivation: Derivation, anchors: set[str]) -> str:
    """The part that a derivation belongs to, if it belongs to one alone."""
    code = derivation.code.removeprefix("how-")
    return code if code in anchors else ""
