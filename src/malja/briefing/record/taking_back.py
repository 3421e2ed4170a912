"""Facts taken back by their short numbers, with what follows from it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from malja.briefing.record.fact_day import NO_DAY, is_of_these_days
from malja.briefing.record.recording import Recorded, describe_new_doubts
from malja.briefing.show.told import describe_fact, describe_now, device_labels, label_entry
from malja.facts.fact import Fact
from malja.journal.sync.enrolment import find_device
from malja.language.dates import say_date
from malja.language.say import say, say_list
from malja.problems import Problem, Refused
from malja.site.site import Site
from malja.site.state.kinds import TAKEN_BACK
from malja.site.state.state import State
from malja.transport.kinds import ANNOUNCED
from malja.transport.kinds import KINDS as FLIGHT_KINDS

_NAME = re.compile(r"(?:(?P<device>.+)/)?(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?")
#: More than a day's work is not taken back by one name.
_MOST = 5000
#: What names what a fact brings into being: by its kind the column, and the kinds of what hangs on it.
_HANGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "flight.announced": (
        "flight",
        (*(kind.name for kind in FLIGHT_KINDS if kind is not ANNOUNCED), "pledge.confirmed"),
    ),
    "pledge.made": ("pledge", ("pledge.confirmed", "pledge.ended")),
}
#: So much of it is named in words; the numbers of all of it are.
_MOST_NAMED = 6


def take_back(
    site: Site,
    names: Sequence[str],
    *,
    reason: str,
    agreed_by: str = "",
    note: str = "",
    on: datetime.date = NO_DAY,
    source: str = "",
    by: str = "",
) -> Recorded:
    """Take back what was told, all or nothing; `names` as `describe_told` lists them: 57, store/57, 57-60.

    Where no day is given it happened today, or on the site's last day where today lies far from it. Raises Refused
    (column `number`) where a name is none, or with what stands against it.
    """
    places = list(dict.fromkeys(place for name in names for place in _read_name(site, name)))
    before, day = site.state(), _find_day(site) if on == NO_DAY else on
    more = {"agreed_by": agreed_by, "note": note}
    body = {"reason": reason, **{name: text for name, text in more.items() if text}}
    facts = [
        Fact(
            kind=TAKEN_BACK.name,
            happened=day,
            source=source,
            body={"device": device, "number": number, **body},
        )
        for device, number in places
    ]
    doubts = {doubt.id for doubt in before.doubts}
    labels = device_labels(site)
    told = site.journal.facts_at(places)
    site.record(facts, by=by)
    state = site.state()
    lines = [_say_taken_back(told[place], describe_fact(before, told[place], labels), labels) for place in places]
    lines += describe_now(state, [told[place] for place in places])
    lines += _say_what_hangs(site, state, [told[place] for place in places], labels)
    return Recorded(lines=tuple(lines), notices=tuple(describe_new_doubts(state, doubts)))


def _say_taken_back(fact: Fact, what: str, labels: dict[str, str]) -> str:
    name = label_entry(fact.device, fact.number, labels)
    return say("told", "taken_back", what=what, date=say_date(fact.happened), name=name)


def _say_what_hangs(site: Site, state: State, taken: Sequence[Fact], labels: Mapping[str, str]) -> Iterator[str]:
    """What still counts and names what nobody tells of any more, as the lines of a flight's manifest."""
    for fact in taken:
        if fact.kind not in _HANGS or _is_told(state, fact):
            continue
        column, kinds = _HANGS[fact.kind]
        named = [one for one in site.journal.facts_of(kinds) if one.body.get(column) == fact.body[column]]
        left = [one for one in named if not state.take_backs.takes(one)]
        if left:
            what = [
                say(
                    "told",
                    "hangs",
                    name=label_entry(one.device, one.number, labels),
                    what=describe_fact(state, one, labels),
                )
                for one in left[:_MOST_NAMED]
            ]
            if len(left) > len(what):
                what.append(say("status", "more", number=len(left) - len(what)))
            numbers = " ".join(label_entry(one.device, one.number, labels) for one in left)
            name = str(fact.body[column])
            yield say("told", f"hangs_on_{column}", name=name, facts=say_list(what, "semicolon"), numbers=numbers)


def _is_told(state: State, fact: Fact) -> bool:
    """Whether the flight or pledge of a fact was told of elsewhere too."""
    if fact.kind == "pledge.made":
        return fact.body["pledge"] in state.pledges
    flight = state.flights.flights.get(str(fact.body["flight"]))
    return flight is not None and bool(flight.announcements)


def _find_day(site: Site) -> datetime.date:
    today, last = site.today, site.last_day
    return today if is_of_these_days(today, last) else last


def _read_name(site: Site, name: str) -> list[tuple[str, int]]:
    read = _NAME.fullmatch(name.strip())
    if read is None:
        raise Refused([Problem.at(None, "told_name_wrong", "number", name)])
    device = find_device(site.journal.trust(), read["device"]).id if read["device"] else site.device
    first = int(read["first"])
    last = int(read["last"] or first)
    if not 1 <= first <= last < first + _MOST:
        raise Refused([Problem.at(None, "told_name_wrong", "number", name)])
    return [(device, number) for number in range(first, last + 1)]
