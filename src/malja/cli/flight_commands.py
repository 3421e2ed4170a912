"""`malja flight`: from the announcement to the claim, what was shipped and what was received kept apart."""

from __future__ import annotations

from pathlib import Path

import click

from malja.cli.fact_commands import PACKS, SITE, Telling, commands, words
from malja.transport.kinds import ANNOUNCED, CANCELLED, CLAIMED, COUNTED, DELAYED, LANDED, LOADED, VERIFIED

_FLIGHT = ("flight",)

flight = commands(
    "flight",
    {
        "announce": Telling(kind=ANNOUNCED, arguments=("flight", "lift", "leaves")),
        "load": Telling(kind=LOADED, arguments=("flight", "line", "item", PACKS)),
        "delay": Telling(kind=DELAYED, arguments=("flight", "leaves")),
        "cancel": Telling(kind=CANCELLED, arguments=_FLIGHT),
        "land": Telling(kind=LANDED, arguments=_FLIGHT),
        "count": Telling(kind=COUNTED, arguments=("flight", "line", PACKS)),
        "verify": Telling(kind=VERIFIED, arguments=("flight", "store")),
        "claim": Telling(kind=CLAIMED, arguments=_FLIGHT),
    },
)


@flight.command("show", help=words("help_flight_show"), short_help=words("help_flight_show"))
@SITE
@click.argument("name", required=False, default="", metavar="[FLIGHT]")
def show_command(site: Path, name: str) -> None:
    """Show how flights stand."""
    from malja.cli.showing import show
    from malja.cli.showing_flights import flight_lines

    show(site, flight_lines(name))


@flight.command("paper", help=words("help_flight_paper"), short_help=words("help_flight_paper"))
@SITE
@click.argument("name", metavar="FLIGHT")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help=words("help_paper_out"))
def paper_command(site: Path, name: str, out: Path) -> None:
    """Write the papers of a flight."""
    from malja.cli.showing_flights import write_papers

    write_papers(site, name, out)
