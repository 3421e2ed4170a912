"""`malja flight`: from the announcement to the claim, what was shipped and what was received kept apart."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.opening import DAY
from malja.cli.record.fact_commands import AS_OF, FOLDER, SITE, by_option, commands
from malja.cli.record.record_words import words
from malja.cli.record.recorded_day import NO_DAY
from malja.cli.record.told_columns import PACKS, Telling
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


@flight.command("planned", help=words("help_flight_planned"), short_help=words("short_flight_planned"))
@SITE
@click.argument("plan", type=FOLDER, metavar="PLAN")
@click.argument("lift", metavar="LIFT")
@click.argument("leaves", type=DAY, metavar="LEAVES")
@click.option("--flight", default="", metavar="FLIGHT", help=words("help_planned_flight"))
@click.option("--manifest", default="", metavar="MANIFEST", help=words("help_planned_manifest"))
@click.option("--sender", default="", metavar="TEXT", help=words("help_planned_sender"))
@click.option("--on", type=DAY, metavar="DATE", help=words("help_on"))
def planned_command(
    site: Path,
    plan: Path,
    lift: str,
    leaves: datetime.datetime,
    flight: str,
    manifest: str,
    sender: str,
    on: datetime.datetime | None,
    by: str,
) -> None:
    """Announce a trip of a plan."""
    from malja.cli.record.planned_flight import announce_planned

    happened = on.date() if on else NO_DAY
    named = {"flight": flight, "manifest": manifest, "sender": sender}
    announce_planned(site, plan, lift, leaves.date(), happened=happened, by=by, **named)


planned_command.params.append(by_option())


@flight.command("show", help=words("help_flight_show"), short_help=words("help_flight_show"))
@SITE
@click.argument("name", required=False, default="", metavar="[FLIGHT]")
@AS_OF
def show_command(site: Path, name: str, as_of: datetime.datetime | None) -> None:
    """Show how flights stand."""
    from malja.cli.show.flights import flight_lines
    from malja.cli.show.show import show

    show(site, flight_lines(name), as_of)


@flight.command("paper", help=words("help_flight_paper"), short_help=words("help_flight_paper"))
@SITE
@click.argument("name", metavar="FLIGHT")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help=words("help_paper_out"))
def paper_command(site: Path, name: str, out: Path) -> None:
    """Write the papers of a flight."""
    from malja.cli.show.flights import write_papers

    write_papers(site, name, out)
