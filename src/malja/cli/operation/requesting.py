"""`malja requests`: the least to ask for so that nobody falls short."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.opening import Where, opened


def show_requests(source: Where, since: datetime.date | None, prices: Path | None, *, as_json: bool) -> None:
    """Work the requests out and say them, in words or for other programs."""
    from malja.lifts.requests.answers_json import write_requests
    from malja.lifts.requests.prices import read_prices
    from malja.lifts.requests.request_search import find_requests
    from malja.report.terminal.requests_page import say_requests

    operation = opened(source)
    found = find_requests(operation, since=since, prices=None if prices is None else read_prices(prices, operation))
    if as_json:
        click.echo(write_requests(found), nl=False)
        return
    for line in say_requests(operation, found):
        click.echo(line)
