"""Walks through a report's tree."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from malja.report.document import Phrase, ReportGroup


def blocks(of: Any) -> Iterator[Any]:
    """Every block of a section, a derivation or a group, those inside groups too."""
    for block in of.blocks:
        yield block
        if isinstance(block, ReportGroup):
            yield from blocks(block)


def every_said(value: Any) -> Iterator[Phrase]:
    """Every text in a part of the tree, in its order."""
    if isinstance(value, Phrase):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from every_said(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from every_said(one)
