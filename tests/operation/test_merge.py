"""The catalogue's rows and the operation's own: the same key overrides, new keys come after."""

from __future__ import annotations

from malja.catalogue.facts import Group, Running, Source
from malja.operation.records.merge import add_fixed_groups, merge_rows


def test_a_row_of_the_same_key_takes_the_place_of_the_catalogue_s() -> None:
    diesel, water = (Running(item="pump", input=name, quantity=1.0) for name in ("diesel", "raw_water"))
    more = Running(item="pump", input="diesel", quantity=4.0)
    other = Running(item="lamp", input="diesel", quantity=2.0)
    assert merge_rows("running", (diesel, water), (other, more)) == (more, water, other)


def test_everyone_and_households_stand_first_with_the_catalogue_s_source_and_the_operation_s_size() -> None:
    said = Source(document="Profile")
    groups = (
        Group(group="children", share=0.3, reach=0.3),
        Group(group="household", share=0.2, reach=1.0, source=said),
    )
    everyone, household, children = add_fixed_groups(groups, 4.0)
    assert (everyone.group, everyone.share) == ("everyone", 1.0)
    assert (household.share, household.source) == (0.25, said)
    assert children.group == "children"
