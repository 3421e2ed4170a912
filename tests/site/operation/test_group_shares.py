"""Groups that were counted have the share that was counted."""

from __future__ import annotations

from tests.site.camp import CAMP, people
from tests.site.evenings import codes, morning


def test_a_group_that_was_counted_has_the_share_that_was_counted() -> None:
    """30 of 120 on day 1; those who come later without a group change nothing."""
    facts = [people("arrived", 0, 20), people("counted", 1, 30, "under_5", reason="by hand"), people("arrived", 2, 80)]
    operation = morning(CAMP, 3, *facts)
    (group,) = (group for group in operation.groups if group.group == "under_5")
    assert (group.share, group.reach) == (0.25, 0.25)
    assert (group.source.document, group.source.basis) == ("journal", "derived")
    assert group.source.note == "counted by 2025-03-11: 30 of 120"
    assert codes(operation) == ["site_share_counted"]


def test_arrivals_of_a_group_are_no_share() -> None:
    facts = [people("arrived", 0, 20), people("arrived", 0, 9, "under_5")]
    assert morning(CAMP, 1, *facts).groups == morning(CAMP, 1).groups
