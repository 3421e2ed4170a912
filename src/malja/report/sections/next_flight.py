"""What happens if the next flight fails."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.language.numbers import about, about_people, amount
from malja.lifts.what_if.what_if import Fall, FlightFails
from malja.report.document import Block, Bullets, Column, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare, derived

#: So many needs are listed, the gravest first.
MOST = 20
PROOF = "how-next-flight"


def next_flight(telling: Telling) -> Section:
    """Which needs fall short, when and for how many, if the next flight does not come and nothing takes its place."""
    found = telling.situation.flight_fails
    if found is None:
        blocks: tuple[Block, ...] = (Paragraph(said=bare(telling.say("not_worked_out")), tone="note"),)
    elif found.trip is None:
        blocks = (Paragraph(said=bare(telling.say("no_next_flight"))),)
    else:
        blocks = (_opening(telling, found), *_falls(telling, found))
    return Section(code="next-flight", title=telling.say("next_flight"), blocks=blocks)


def _opening(telling: Telling, found: FlightFails) -> Paragraph:
    """Which flight, and whether it is missed at all."""
    trip = found.trip
    if trip is None:
        raise LookupError(found)
    words = telling.words
    flight = {"lift": words.lift(trip.lift), "date": words.date(trip.leaves), "kg": amount(trip.kg, "kg")}
    said = telling.say("flight_fails", **flight) if found.falls else telling.say("flight_fails_nothing", **flight)
    return Paragraph(said=derived(said, PROOF), tone="urgent" if found.falls else "good")


def _falls(telling: Telling, found: FlightFails) -> list[Block]:
    if not found.falls:
        return []
    more = [
        derived(telling.say("more_short", days=about(found.more[tier]), tier=telling.words.tier(tier)), PROOF)
        for tier in TIERS
        if found.more.get(tier, 0.0) >= 1
    ]
    columns = (
        Column(heading=telling.say("need")),
        Column(heading=telling.say("below")),
        Column(heading=telling.say("when")),
        Column(heading=telling.say("people"), numeric=True),
        Column(heading=telling.say("missing_with"), numeric=True),
        Column(heading=telling.say("missing_without"), numeric=True),
    )
    # Who is below the minimum is below the target too: each need is told once, at its gravest.
    gravest = {(fall.place, fall.need): fall for fall in reversed(found.falls)}
    falls = sorted(gravest.values(), key=found.falls.index)
    left = len(falls) - MOST
    table = Table(
        code="next-flight-falls",
        caption=telling.say("falls_caption"),
        columns=columns,
        rows=tuple(_row(telling, fall) for fall in falls[:MOST]),
        levels=tuple(fall.tier for fall in falls[:MOST]),
        note=telling.say("falls_more", needs=left) if left > 0 else "",
    )
    return [*([Bullets(lines=tuple(more))] if more else []), table]


def _row(telling: Telling, fall: Fall) -> tuple[Said, ...]:
    words = telling.words
    when = words.date(fall.first)
    if fall.last > fall.first:
        when = words.say("span", first=when, last=words.date(fall.last))
    return (
        bare(words.need_at(fall.need, fall.place)),
        bare(telling.tier_name(fall.tier)),
        derived(when, PROOF),
        derived(about_people(fall.people), PROOF),
        derived(telling.percent(fall.before), telling.need_proof(fall.place, fall.need)),
        derived(telling.percent(fall.worst), PROOF),
    )
