"""The site's tables told on several devices: no edit vanishes, what differs is listed, order does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from malja.site.state.register import TableRegister, parse_row_key
from tests.site.network import Device, Entry, folded, meet, to_remove, to_set


def register(device: Device) -> TableRegister:
    return device.state().register


def codes(device: Device) -> list[str]:
    return [doubt.code for doubt in device.state().doubts]


def two() -> tuple[Device, Device]:
    """Two devices that both know the place base."""
    a, b = Device("a"), Device("b")
    a.record("table.set", to_set("places", ["base"], role="site", name="Base"))
    meet(a, b)
    return a, b


def test_what_was_set_last_on_one_device_stands() -> None:
    a, _ = two()
    a.record("table.set", to_set("places", ["base"], name="Air base"))
    assert register(a).row("places", "base") == {"role": "site", "name": "Air base"}
    assert codes(a) == []


def test_who_had_seen_a_value_replaces_it() -> None:
    a, b = two()
    a.record("table.set", to_set("places", ["base"], name="One"))
    b.hear(a)
    b.record("table.set", to_set("places", ["base"], name="Two"))
    a.hear(b)
    assert register(a).row("places", "base") == {"role": "site", "name": "Two"}
    assert codes(a) == []


def test_what_was_set_apart_is_kept_both_and_listed_until_set_again() -> None:
    a, b = two()
    a.record("table.set", to_set("places", ["base"], name="One"))
    b.record("table.set", to_set("places", ["base"], name="Two"))
    meet(a, b)
    assert register(a).row("places", "base") == {"role": "site", "name": "Two"}
    [doubt] = a.state().doubts
    assert doubt.in_words() == (
        "name of base (table places) was set differently on devices that did not know of each other: Two is used, and"
        " not One; set it again to settle it"
    )
    assert b.state().doubts == a.state().doubts
    a.record("table.set", to_set("places", ["base"], name="One"))
    assert register(a).row("places", "base") == {"role": "site", "name": "One"}
    assert codes(a) == []
    # A third that never heard of it can't have settled anything.
    b.record("table.set", to_set("places", ["base"], name="Three"))
    meet(a, b)
    assert codes(a) == ["cell_differs"]


def test_different_cells_of_a_row_do_not_differ() -> None:
    a, b = two()
    a.record("table.set", to_set("places", ["base"], lat="35.4"))
    b.record("table.set", to_set("places", ["base"], lon="35.9"))
    meet(a, b)
    assert register(a).row("places", "base") == {"role": "site", "name": "Base", "lat": "35.4", "lon": "35.9"}
    assert codes(a) == []


def test_the_same_said_twice_is_no_doubt() -> None:
    a, b = two()
    for device in (a, b):
        device.record("table.set", to_set("places", ["base"], name="Same"))
    meet(a, b)
    assert codes(a) == []


def test_a_row_that_was_removed_here_and_changed_there_is_listed() -> None:
    a, b = two()
    a.record("table.removed", to_remove("places", "base"))
    b.record("table.set", to_set("places", ["base"], name="Still here"))
    meet(a, b)
    assert codes(a) == ["row_removed_and_set"]
    # Whoever has seen both settles it, by setting the row or by removing it: nothing of it was lost.
    kept, gone = Device("a", dict(a.held), dict(a.news)), Device("b", dict(b.held), dict(b.news))
    kept.record("table.set", to_set("places", ["base"], name="Kept"))
    assert register(kept).row("places", "base") == {"role": "site", "name": "Kept"}
    assert codes(kept) == []
    gone.record("table.removed", to_remove("places", "base"))
    assert register(gone).row("places", "base") is None
    assert codes(gone) == []


def test_a_row_told_anew_after_it_was_removed_holds_nothing_of_before() -> None:
    a, _ = two()
    a.record("table.removed", to_remove("places", "base"))
    assert register(a).rows("places") == {}
    a.record("table.set", to_set("places", ["base"], role="hub"))
    assert register(a).row("places", "base") == {"role": "hub"}


def test_rows_stand_in_the_order_in_which_they_were_first_set() -> None:
    a = Device("a")
    for place in ("zeta", "alpha", "mid"):
        a.record("table.set", to_set("places", [place], role="site"))
    a.record("table.set", to_set("places", ["zeta"], role="hub"))
    assert register(a).keys("places") == (("zeta",), ("alpha",), ("mid",))


def test_a_key_that_is_none_is_a_doubt() -> None:
    a = Device("a")
    a.record("table.set", {"table": "places", "row": "base", "values": {"role": "site"}})
    assert codes(a) == ["fact_unreadable"]
    assert parse_row_key('["a", "b"]') == ("a", "b")
    assert parse_row_key('["a", 1]') is None
    assert parse_row_key("[" * 100_000) is None


CELLS = st.tuples(st.sampled_from(["p", "q"]), st.sampled_from(["name", "lat"]), st.sampled_from("123"))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from("abc"), CELLS),
        st.tuples(st.just("remove"), st.sampled_from("abc"), CELLS),
        st.tuples(st.just("hear"), st.sampled_from("abc"), st.sampled_from("abc")),
    ),
    max_size=25,
)


def played(steps: list[tuple[str, str, tuple[str, str, str] | str]]) -> list[Device]:
    devices = {name: Device(name) for name in "abc"}
    for what, name, more in steps:
        if isinstance(more, str):
            devices[name].hear(devices[more])
        elif what == "set":
            devices[name].record("table.set", to_set("places", [more[0]], **{more[1]: more[2]}))
        else:
            devices[name].record("table.removed", to_remove("places", more[0]))
    return list(devices.values())


def standing(entries: list[Entry], place: str, column: str) -> list[str]:
    """The values that nobody who had seen them replaced, in order: by everything each device ever held."""

    def sets(entry: Entry) -> str | None:
        body = entry.fact.body
        values = body.get("values")
        mine = body["row"] == f'["{place}"]' and not isinstance(values, str | int | bool | None)
        return values.get(column) if mine and not isinstance(values, str | int | bool | None) else None

    said = [entry for entry in entries if sets(entry) is not None]
    return [str(sets(one)) for one in said if not any(one.at in other.past for other in said)]


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_all_values_that_nobody_replaced_are_kept(
    steps: list[tuple[str, str, tuple[str, str, str] | str]],
) -> None:
    """Against a second register that looks through all that each device ever held; without removals."""
    devices = played([step for step in steps if step[0] != "remove"])
    meet(*devices)
    meet(*devices)
    entries = sorted(devices[0].held.values(), key=lambda entry: entry.order)
    state = folded(entries)
    listed = {(dict(doubt.values)["row"], dict(doubt.values)["column"]) for doubt in state.doubts}
    for place in "pq":
        for column in ("name", "lat"):
            values = standing(entries, place, column)
            row = state.register.row("places", place) or {}
            assert row.get(column) == (values[-1] if values else None)
            assert ((place, column) in listed) == (len(set(values)) > 1)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_whoever_has_seen_everything_settles_everything(
    steps: list[tuple[str, str, tuple[str, str, str] | str]],
) -> None:
    devices = played(steps)
    meet(*devices)
    meet(*devices)
    one = devices[0]
    for place in "pq":
        one.record("table.set", to_set("places", [place], role="site", name="settled", lat="1"))
    assert codes(one) == []
    row = {"role": "site", "name": "settled", "lat": "1"}
    assert register(one).rows("places") in ({("p",): row, ("q",): row}, {("q",): row, ("p",): row})
