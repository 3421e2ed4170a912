"""The daily page of a site, with the same figures as its status on a screen."""

from __future__ import annotations

from malja.briefing.show.status import ON_PAPER, say_as_of, status_blocks
from malja.language.say import say
from malja.report.print_daily_page import DailyPage, print_daily_page
from malja.site.status.status import SiteStatus


def daily_page(standing: SiteStatus) -> bytes:
    """The page as a PDF, with where the journal's chains end."""
    daily = DailyPage(
        title=standing.name,
        about=say_as_of(standing),
        blocks=tuple(status_blocks(standing, most=ON_PAPER)),
        heads_title=say("status", "heads"),
        heads_about=say("status", "heads_about"),
        heads=standing.tips,
        day=standing.day,
    )
    return print_daily_page(daily)
