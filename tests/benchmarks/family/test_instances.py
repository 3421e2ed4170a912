"""The family's list: enough instances, of every shape, a third of them held back."""

from benchmarks.family.instances import INSTANCES, select_instances
from benchmarks.family.shapes import SHAPES


def test_there_are_at_least_forty_and_every_name_says_which() -> None:
    assert len(INSTANCES) >= 40
    assert len({instance.name for instance in INSTANCES}) == len(INSTANCES)


def test_a_third_is_held_back_of_every_shape() -> None:
    held_back = [instance for instance in INSTANCES if instance.held_back]
    assert 0.3 <= len(held_back) / len(INSTANCES) <= 0.4
    assert {instance.shape.name for instance in held_back} == set(SHAPES)
    assert {instance.shape.name for instance in INSTANCES if not instance.held_back} == set(SHAPES)


def test_sizes_go_from_a_site_for_two_weeks_to_a_hundred_that_are_not_planned() -> None:
    sizes = {(instance.sites, instance.days) for instance in INSTANCES}
    assert {(1, 14), (10, 60), (100, 90)} <= sizes
    assert [instance.name for instance in INSTANCES if not instance.planned] == ["own-goods-100x90-1"]


def test_what_is_held_back_is_only_selected_when_asked_for() -> None:
    tuned, held_back = set(select_instances()), set(select_instances(held_back=True))
    assert not tuned & held_back
    assert all(instance.held_back for instance in held_back)
    assert len(tuned) + len(held_back) == len(INSTANCES) - 1


def test_patterns_are_separated_by_commas() -> None:
    names = [instance.name for instance in select_instances("winter-1x14-*,scarce-1x28-1")]
    assert names == ["scarce-1x28-1", "winter-1x14-1"]
