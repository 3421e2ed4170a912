"""`malja site day`: the daily page, with the same figures as the screen and the heads of the journal's chains."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.files import write_whole
from malja.language.clean_text import clean_text


def write_day(folder: Path, out: Path, as_of: datetime.date | None) -> None:
    """Write the page of the evening of a day as a PDF; of the site's last day if None."""
    from malja.cli.show.status_blocks import PAPER, about, blocks, words
    from malja.report.daily_page import DailyPage, print_daily_page
    from malja.site.site import Site
    from malja.site.status.status import read_status

    with Site.open(folder) as site:
        found = read_status(site, as_of)
    daily = DailyPage(
        title=found.name,
        about=about(found),
        blocks=tuple(blocks(found, most=PAPER)),
        heads_title=words("heads"),
        heads_about=words("heads_about"),
        heads=found.heads,
        day=found.day,
    )
    write_whole(out, print_daily_page(daily))
    click.echo(clean_text(words("day_written", path=out)))
