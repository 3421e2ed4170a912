"""What `malja journal` says: findings, entries, heads."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.record.record_words import words
from malja.language.clean_text import clean_text
from malja.language.say import say
from malja.problems import Failed

if TYPE_CHECKING:
    from malja.journal.chain.entry import Entry
    from malja.site.site import Site


def show_findings(folder: Path, against: str) -> bool:
    """Say everything that is wrong in the journal, and what is only kept out; whether nothing is wrong."""
    from malja.site.exchange import verify_site
    from malja.site.site import Site

    with Site.open(folder) as site:
        found = verify_site(site, against)
        names = _names(site)
        entries = site.journal.size()
        chains = len(site.tips())
    for finding in found:
        values = {**dict(finding.values), "device": names.get(finding.device, finding.device)}
        click.echo(clean_text(say("finding", finding.code, number=finding.number, **values)))
    wrong = sum(finding.wrong for finding in found)
    if wrong:
        click.echo(clean_text(words("verify_wrong", findings=wrong)))
    else:
        code = "verify_sound_against" if against.strip() else "verify_sound"
        click.echo(clean_text(words(code, entries=f"{entries:,}", chains=chains)))
    return not wrong


def _names(site: Site) -> dict[str, str]:
    """What people call the devices; nothing where the journal was changed so that this can't be read."""
    from malja.site.exchange import list_members

    try:
        return {one.card.id: one.card.name for one in list_members(site)}
    except Failed:
        return {}


def show_entries(folder: Path, kind: str, since: datetime.date | None, *, as_json: bool) -> None:
    """Show the entries as they came: one a line in words, or as JSON lines whose content is what was signed."""
    from malja.site.exchange import list_entries
    from malja.site.site import Site

    with Site.open(folder) as site:
        names = _names(site)
        for entry in list_entries(site, kind=kind, since=since):
            click.echo(_in_json(entry) if as_json else _in_words(entry, names))


def show_aside(folder: Path, kind: str, since: datetime.date | None, *, as_json: bool) -> None:
    """Show what is in quarantine: after each entry (or in its JSON line) why it does not count."""
    from malja.site.exchange import list_quarantine, matches_kind
    from malja.site.site import Site

    with Site.open(folder) as site:
        names, found = _names(site), list_quarantine(site)
    for one in found:
        if not matches_kind(one.entry, kind, since):
            continue
        if as_json:
            click.echo(_in_json(one.entry, reason=one.reason))
        else:
            device = names.get(one.entry.device, one.entry.device)
            click.echo(_in_words(one.entry, names))
            click.echo("  " + clean_text(say("finding", f"aside_{one.reason}", device=device, number=one.entry.number)))


def _in_json(entry: Entry, **more: str) -> str:
    line = {"content": json.loads(entry.content), "hash": entry.hash, "signature": entry.signature, **more}
    return json.dumps(line, ensure_ascii=False, sort_keys=True)


def _in_words(entry: Entry, names: Mapping[str, str]) -> str:
    fact = entry.fact
    body = json.dumps(fact.body, ensure_ascii=False, sort_keys=True)
    who = f"{names.get(fact.device, fact.device)}/{fact.number}"
    return clean_text(f"{fact.happened.isoformat()}  {who}  {fact.by}  {fact.kind}  {body}")


def show_heads(folder: Path) -> None:
    """Say where each chain ends, as it is compared with another device or with a page that was printed."""
    from malja.site.exchange import format_site_tips
    from malja.site.site import Site

    with Site.open(folder) as site:
        for line in format_site_tips(site):
            click.echo(line)
