"""The words of the command line, and options that refuse nonsense."""

from __future__ import annotations

import math

import click

from malja.language.say import say


def words(code: str, **values: object) -> str:
    """The sentence of the section `cli` for a code."""
    return say("cli", code, **values)


def version() -> str:
    """The version of malja that is installed."""
    from importlib.metadata import version as installed

    return installed("malja")


def finite(_: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """Refuse nan and inf, which pass every range."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter(words("not_finite", value=value), param=option)
    return value
