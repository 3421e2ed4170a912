"""A site begins: founded on an operation or on nothing but a name, or joined by a device; its state made anew."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import click

from malja.cli.record.record_words import words
from malja.files import write_whole
from malja.language.clean_text import clean_text
from malja.language.dates import say_date


def found(
    folder: Path,
    operation: Path | None,
    *,
    name: str,
    database: str,
    device: str,
    on: datetime.date | None,
    by: str,
) -> None:
    """Found a site in a new folder and say what it begins with."""
    from malja.journal.chain.device import format_fingerprint
    from malja.operation.reading.read_operation import read_operation
    from malja.site.site import FIRST_DEVICE, Site

    tables = read_operation(operation) if operation else None
    with Site.found(
        folder,
        name=name,
        database=database or None,
        tables=tables,
        by=by,
        device_name=device or FIRST_DEVICE,
        on=on,
    ) as made:
        state = made.state()
        click.echo(clean_text(words("site_founded", name=made.name, path=folder)))
        if state.last is not None and tables is not None:
            people = sum(state.headcount.present(place) for place in state.headcount.places())
            items = {lot.goods.item for lot in state.ledger.lots()}
            values = {"date": say_date(state.last), "people": f"{people:,}", "items": len(items)}
            click.echo(clean_text(words("site_begins", flights=len(state.flights.flights), **values)))
        click.echo(clean_text(words("site_fingerprint", fingerprint=format_fingerprint(made.about.site))))


def join(folder: Path, bundle: Path, *, founder: str, database: str) -> None:
    """Join a site and say whose it is: the fingerprint must be what the founder reads out."""
    from malja.journal.chain.device import format_fingerprint
    from malja.site.join import join_site as join_site

    card, number = join_site(folder, bundle, founder=founder, database=database)
    click.echo(clean_text(words("site_joined", path=folder, entries=number)))
    if not founder:
        click.echo(clean_text(words("compare_founder", name=card.name, fingerprint=format_fingerprint(card.id))))


def rebuild(folder: Path, out: Path | None) -> None:
    """Make the state anew from the first entry on, and say its fingerprint; `out`: write it there as JSON."""
    import json

    from malja.site.site import Site

    with Site.open(folder) as site:
        state = site.rebuild()
        text = json.dumps(state.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
        if out is not None:
            write_whole(out, text.encode())
            click.echo(clean_text(words("state_written", path=out)))
        hashed = hashlib.sha256(text.encode()).hexdigest()
        click.echo(clean_text(words("state_rebuilt", entries=f"{state.size:,}", hash=hashed[:16])))
