"""What was reached at a live site: told as far as it happened, of the week up to a day."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.briefing.operation.reached import say_reached
from malja.briefing.operation.source import OperationSource
from malja.language import speaking
from malja.site.site import Site
from tests.cli.sites import EXAMPLE, said


def test_only_what_happened_is_told(site: Path) -> None:
    with Site.open(site) as opened:
        assert say_reached(opened) == ()
    on = ("--on", "2025-03-10")
    said("kitchen", "recipe", site, "plain", "rice", "0.1", *on)
    said("kitchen", "cook", site, "base", "plain", "6000", *on)
    with Site.open(site) as opened:
        told = say_reached(opened)
        assert told[0] == "Reached from Tue 4 March to Mon 10 March:"
        assert told[1:] == ("Meals cooked: 6,000, on 1 day.",)
        assert say_reached(opened, datetime.date(2025, 3, 9)) == ()
        assert say_reached(opened, datetime.date(2025, 3, 20)) == ()
        with speaking("ar"):
            assert "6,000" in say_reached(opened)[1]


def test_tables_tell_of_nothing_that_was_reached(site: Path) -> None:
    assert OperationSource(path=EXAMPLE).read_reached() == ()
    assert OperationSource(path=site).read_reached() == ()
