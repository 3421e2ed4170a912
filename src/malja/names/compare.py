"""Comparing two names."""

from __future__ import annotations

from malja.names.readings import Comparison, Kind, Reading


def compare(a: str | Reading, b: str | Reading, *, kind: Kind = "person") -> Comparison:
    """How likely two names (texts, or readings already made) are one; symmetric, the same at every call."""
    return Comparison(score=0.0, same=False)
