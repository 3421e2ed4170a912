"""`malja site status`: how a site stands, on one screen, or for other programs."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.terminal.lined_up import lined_up, terminal_columns
from malja.language.clean_text import clean_text

if TYPE_CHECKING:
    from malja.report.daily_page import DailyBlock

#: A screen that is narrower than this breaks its own lines.
NARROWEST, WIDEST = 50, 100


def show_status(folder: Path, as_of: datetime.date | None, *, as_json: bool) -> None:
    """Say how a site stands on the evening of a day; its last day if None."""
    from malja.cli.show.status_blocks import about, blocks, heads_block
    from malja.cli.show.status_json import to_json
    from malja.site.site import Site
    from malja.site.status.status import read_status

    with Site.open(folder) as site:
        found = read_status(site, as_of)
    if as_json:
        click.echo(to_json(found), nl=False)
        return
    click.echo(clean_text(found.name))
    click.echo(clean_text(about(found)))
    columns = max(NARROWEST, min(WIDEST, terminal_columns()))
    for block in (*blocks(found), heads_block(found)):
        for line in _shown(block, columns):
            click.echo(clean_text(line))


def _shown(block: DailyBlock, columns: int) -> Iterator[str]:
    """The block with its title at the left, and everything else below it, set in by two columns."""
    yield block.title
    for line in block.lines:
        yield from textwrap.wrap(line, columns, initial_indent="  ", subsequent_indent="    ")
    yield from lined_up(block.rows, figures=block.figures, columns=columns)
