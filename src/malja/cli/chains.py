"""What `malja journal` says: findings, entries, heads."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from malja.cli.record_words import words
from malja.language.say import say
from malja.report.clean_text import clean


def show_findings(folder: Path, against: str) -> bool:
    """Say everything that is wrong in the journal, and what is only kept out; whether nothing is wrong."""
    from malja.site.exchange import members, verify
    from malja.site.site import Site

    with Site.open(folder) as site:
        found = verify(site, against)
        names = {one.card.id: one.card.name for one in members(site)}
        entries = site.journal.size()
        chains = len(site.heads())
    for finding in found:
        values = {**dict(finding.values), "device": names.get(finding.device, finding.device)}
        click.echo(clean(say("finding", finding.code, number=finding.number, **values)))
    wrong = sum(finding.wrong for finding in found)
    if wrong:
        click.echo(clean(words("verify_wrong", findings=wrong)))
    else:
        code = "verify_sound_against" if against.strip() else "verify_sound"
        click.echo(clean(words(code, entries=f"{entries:,}", chains=chains)))
    return not wrong


def show_entries(folder: Path, kind: str, since: datetime.date | None, *, as_json: bool) -> None:
    """Show the entries as they came: one a line in words, or as JSON lines whose content is what was signed."""
    from malja.site.exchange import entries, members
    from malja.site.site import Site

    with Site.open(folder) as site:
        names = {one.card.id: one.card.name for one in members(site)}
        for entry in entries(site, kind=kind, since=since):
            if as_json:
                line = {"content": json.loads(entry.content), "hash": entry.hash, "signature": entry.signature}
                click.echo(json.dumps(line, ensure_ascii=False, sort_keys=True))
                continue
            fact = entry.fact
            body = json.dumps(fact.body, ensure_ascii=False, sort_keys=True)
            who = f"{names.get(fact.device, fact.device)}/{fact.number}"
            click.echo(clean(f"{fact.happened.isoformat()}  {who}  {fact.by}  {fact.kind}  {body}"))


def show_heads(folder: Path) -> None:
    """Say where each chain ends, as it is compared with another device or with a page that was printed."""
    from malja.site.exchange import printed_heads
    from malja.site.site import Site

    with Site.open(folder) as site:
        for line in printed_heads(site):
            click.echo(line)
