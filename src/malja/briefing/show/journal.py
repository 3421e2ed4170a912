"""The journal in words: what is wrong in it, its entries, and those that are kept aside."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping

from malja.journal.chain.entry import Entry
from malja.journal.verify import Finding
from malja.language.say import say
from malja.problems import Failed
from malja.site.exchange import list_entries, list_members, list_quarantine, matches_kind, verify_site
from malja.site.site import Site

#: Of so many findings of one kind each has a line.
_MOST_ALIKE = 30


def verify_journal(site: Site, against: str = "") -> tuple[list[str], bool]:
    """A line for each finding and what follows from them all; and whether nothing is wrong.

    `against`: the end of a chain as the daily page prints it, which the journal must hold.
    """
    findings = verify_site(site, against)
    names = device_names(site)
    lines, counts = [], Counter(finding.code for finding in findings)
    for code in counts:
        same = [finding for finding in findings if finding.code == code]
        lines += [_describe_finding(finding, names) for finding in same[:_MOST_ALIKE]]
        if len(same) > _MOST_ALIKE:
            lines.append("  " + say("record", "verify_more_alike", number=len(same) - _MOST_ALIKE))
    wrong = sum(finding.wrong for finding in findings)
    if wrong:
        return [*lines, say("record", "verify_wrong", findings=wrong)], False
    code = "verify_sound_against" if against.strip() else "verify_sound"
    return [*lines, say("record", code, entries=f"{site.journal.size():,}", chains=len(site.tips()))], True


def _describe_finding(finding: Finding, names: Mapping[str, str]) -> str:
    """A finding in words; where it rests on a device's word, with that device."""
    values = dict(finding.values)
    by = values.pop("by", "")
    code = f"{finding.code}_said" if by else finding.code
    values |= {"device": names.get(finding.device, finding.device), "by": names.get(by, by)}
    return say("finding", code, number=finding.number, **values)


def device_names(site: Site) -> dict[str, str]:
    """What people call the devices, by id; nothing where the journal was changed so that this can't be read."""
    try:
        return {one.card.id: one.card.name for one in list_members(site)}
    except Failed:
        return {}


def describe_entries(site: Site, kind: str, since: datetime.date | None, *, as_json: bool = False) -> Iterator[str]:
    """The entries as they came: one a line in words, or as JSON lines whose content is what was signed."""
    names = device_names(site)
    for entry in list_entries(site, kind=kind, since=since):
        yield _as_json(entry) if as_json else _describe_entry(entry, names)


def describe_aside(site: Site, kind: str, since: datetime.date | None, *, as_json: bool = False) -> Iterator[str]:
    """The entries in quarantine; after each (or in its JSON line) why it does not count."""
    names = device_names(site)
    for one in list_quarantine(site):
        if not matches_kind(one.entry, kind, since):
            continue
        if as_json:
            yield _as_json(one.entry, reason=one.reason)
            continue
        device = names.get(one.entry.device, one.entry.device)
        yield _describe_entry(one.entry, names)
        yield "  " + say("finding", f"aside_{one.reason}", device=device, number=one.entry.number)


def _as_json(entry: Entry, **more: str) -> str:
    line = {"content": json.loads(entry.content), "hash": entry.hash, "signature": entry.signature, **more}
    return json.dumps(line, ensure_ascii=False, sort_keys=True)


def _describe_entry(entry: Entry, names: Mapping[str, str]) -> str:
    fact = entry.fact
    body = json.dumps(fact.body, ensure_ascii=False, sort_keys=True)
    who = f"{names.get(fact.device, fact.device)}/{fact.number}"
    return f"{fact.happened.isoformat()}  {who}  {fact.by}  {fact.kind}  {body}"
