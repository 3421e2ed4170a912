"""The day beside the day before, without what is nothing on both; what the shifts tell each other on top."""

from __future__ import annotations

from pathlib import Path

from malja.briefing.show.daily_page import daily_page
from malja.briefing.show.status import ON_PAPER, status_blocks
from malja.language.speech import speaking
from malja.report.print_daily_page import DailyBlock
from malja.site.site import Site
from malja.site.status.status import read_status
from tests.cli.sites import a_site, a_site_after_a_day, refused, said


def block(site: Path, title: str) -> DailyBlock:
    with Site.open(site) as opened:
        return next(one for one in status_blocks(read_status(opened), most=ON_PAPER) if one.title == title)


def test_yesterday_stands_beside_today_and_nothing_empty_is_shown(tmp_path: Path) -> None:
    rows = {row[0]: row[1:] for row in block(a_site_after_a_day(tmp_path), "The day, and the day before").rows}
    assert rows[""] == ("Mon 10 March", "Sun 9 March")
    assert rows["There in the evening"] == ("6,350", "6,400")
    assert rows["Found by a count"] == ("50 fewer", "0")
    assert rows["Meals cooked"] == ("6,000", "0")
    assert rows["Rice, white: issued"] == ("600 kg", "0")
    assert "Left" not in rows
    assert all(any(cell not in ("", "0") for cell in cells) for cells in rows.values())


def test_a_note_stands_in_the_status_and_on_the_daily_page_until_the_next_one(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    assert "next shift" in said("site", "handover", site, "pump 2 leaks", "--by", "night", "--on", "2025-03-10")
    assert block(site, "From one shift to the next").lines == ("Mon 10 March, night: pump 2 leaks",)
    said("site", "handover", site, "pump 2 is mended", "--by", "day", "--on", "2025-03-11", "--place", "base")
    assert "pump 2 leaks" in said("site", "status", site)
    said("site", "handover", site, "all is well", "--by", "day", "--on", "2025-03-11")
    status = said("site", "status", site)
    assert "pump 2 leaks" not in status
    assert "Tue 11 March, day, Hmeimim air base: pump 2 is mended" in status
    assert "TEXT: a person is named" in refused("site", "handover", site, "ask Mr Haddad", "--on", "2025-03-11")


def test_the_day_is_shown_on_the_terminal_too(tmp_path: Path) -> None:
    shown = said("site", "day", a_site_after_a_day(tmp_path))
    assert "The day, and the day before" in shown
    assert "Where the journal ends" in shown


def test_the_daily_page_is_printed_in_arabic_too(tmp_path: Path) -> None:
    with Site.open(a_site_after_a_day(tmp_path)) as site:
        status = read_status(site)
    with speaking("ar"):
        assert daily_page(status).startswith(b"%PDF")
