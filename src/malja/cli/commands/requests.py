"""`malja requests`: the least to ask for so that nobody falls short."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.operation.source import OperationSource
from malja.briefing.show.upkeep import say_open_pledges
from malja.cli.options import AS_JSON, DAY, PATH, on_operation
from malja.cli.terminal.output import print_json, print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.lifts.requests.prices import read_prices
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import write_requests
from malja.report.terminal.requests_page import say_requests
from malja.site.site import Site


@click.command("requests", cls=SpokenCommand, help=say("cli", "help_requests"), short_help=say("cli", "short_requests"))
@on_operation
@click.option("--from", "since", type=DAY, metavar="DATE", help=say("cli", "help_since"))
@click.option("--prices", type=PATH, metavar="FILE", help=say("cli", "help_prices"))
@AS_JSON
def requests_command(source: OperationSource, since: datetime.date | None, prices: Path | None, as_json: bool) -> None:
    """Work the requests out and say them, in words or for other programs."""
    operation = source.read()
    result = find_requests(operation, since=since, prices=None if prices is None else read_prices(prices, operation))
    if as_json:
        print_json(write_requests(result))
    else:
        print_lines(say_requests(operation, result))
        if source.is_site:
            with Site.open(source.path) as site:
                print_lines(say_open_pledges(site, source.as_of))
