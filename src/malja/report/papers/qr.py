"""The number of a paper as a QR code, for a telephone or a scanner."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


# A trip has one number and many labels.
@lru_cache(maxsize=64)
def draw_qr(text: str) -> str:
    """The QR code of a text as an SVG drawing with its quiet zone; up to a quarter of it may be dirty or torn."""
    drawing = io.BytesIO()
    segno.make(text, error="q", micro=False).save(
        drawing, kind="svg", border=4, xmldecl=False, svgns=True, nl=False, dark="#000", light="#fff"
    )
    return drawing.getvalue().decode("utf-8")
