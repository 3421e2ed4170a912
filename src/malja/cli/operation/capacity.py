"""`malja capacity`: how many people each site can hold."""

from __future__ import annotations

import datetime

import click

from malja.cli.opening import Where, opened


def show_capacity(source: Where, since: datetime.date | None, without: tuple[str, ...], *, as_json: bool) -> None:
    """Work the capacity out and say it, in words or for other programs."""
    from malja.lifts.capacity.capacity import find_capacity
    from malja.lifts.requests.answers_json import write_capacity
    from malja.report.terminal.capacity_page import say_capacity

    operation = opened(source)
    found = find_capacity(operation, since=since, without=without)
    if as_json:
        click.echo(write_capacity(found), nl=False)
        return
    for line in say_capacity(operation, found):
        click.echo(line)
