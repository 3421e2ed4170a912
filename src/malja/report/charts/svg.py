"""SVG as text: elements with their attributes, whatever stands between them escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

#: Tried in this order by whoever draws the picture; nothing is loaded.
_FONTS = "'Noto Sans','Noto Sans Arabic','DejaVu Sans',Arial,sans-serif"


def draw_element(name: str, *children: str, **attributes: object) -> str:
    """An element with its children (SVG already); an underscore in an attribute's name stands for a hyphen."""
    said = "".join(f' {key.replace("_", "-")}="{_said(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def draw_text(words: str, **attributes: object) -> str:
    """Words at a place, escaped."""
    return draw_element("text", escape(words, quote=False) or " ", **attributes)


def draw_picture(width: float, height: float, code: str, title: str, said: str, parts: Iterable[str]) -> str:
    """A whole picture with a title and a description for those who cannot see it; left to right in every language."""
    return draw_element(
        "svg",
        draw_element("title", escape(title, quote=False) or " ", id=f"{code}-title"),
        draw_element("desc", escape(said, quote=False) or " ", id=f"{code}-said"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {to_coord(width)} {to_coord(height)}",
        width=to_coord(width),
        height=to_coord(height),
        role="img",
        aria_labelledby=f"{code}-title {code}-said",
        direction="ltr",
        font_family=_FONTS,
        font_size=12.5,
    )


def to_coord(value: float) -> str:
    """A coordinate, to a tenth: short and the same on every machine."""
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def _said(value: object) -> str:
    return to_coord(value) if isinstance(value, float) else escape(str(value))
