"""Facts taken back by their short numbers, with what follows from it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from malja.briefing.record.fact_day import NO_DAY, is_of_these_days
from malja.briefing.record.recording import Recorded, describe_new_doubts
from malja.briefing.show.told import describe_fact, describe_now, device_labels, label_entry
from malja.facts.fact import Fact
from malja.journal.sync.enrolment import find_device
from malja.language.dates import say_date
from malja.language.say import say
from malja.problems import Problem, Refused
from malja.site.site import Site
from malja.site.state.kinds import TAKEN_BACK

_NAME = re.compile(r"(?:(?P<device>.+)/)?(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?")
#: More than a day's work is not taken back by one name.
_MOST = 5000


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
    return Recorded(lines=tuple(lines), notices=tuple(describe_new_doubts(state, doubts)))


def _say_taken_back(fact: Fact, what: str, labels: dict[str, str]) -> str:
    name = label_entry(fact.device, fact.number, labels)
    return say("told", "taken_back", what=what, date=say_date(fact.happened), name=name)


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
