"""Keys by which names that may be one are brought together."""

from __future__ import annotations

from malja.names.readings import Reading


def keys(reading: Reading) -> frozenset[str]:
    """A few keys, such that names that may be one share at least one of them."""
    return frozenset()
