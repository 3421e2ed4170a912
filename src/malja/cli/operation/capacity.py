"""`malja capacity`: how many people each site can hold."""

from __future__ import annotations

import datetime

import click

from malja.cli.opening import Where, opened


def show_capacity(source: Where, since: datetime.date | None, without: tuple[str, ...], *, as_json: bool) -> None:
    """Work the capacity out and say it, in words or for other programs."""
    from malja.lifts.capacity.capacity import capacity
    from malja.lifts.requests.answers_json import capacity_json
    from malja.report.terminal.capacity_page import say_capacity

    operation = opened(source)
    found = capacity(operation, since=since, without=without)
    if as_json:
        click.echo(capacity_json(found), nl=False)
        return
    for line in say_capacity(operation, found):
        click.echo(line)
