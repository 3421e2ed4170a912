"""Sharing packs out among vehicles."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from malja.lifts.model.vehicle_loading import Parcel, Room, fit_packs, share_out_packs

numbers = st.floats(0.1, 50)


@settings(max_examples=100)
@given(
    st.lists(st.builds(Parcel, packs=st.integers(0, 9).map(float), kg=numbers, m3=numbers), max_size=6),
    st.integers(1, 4),
    st.builds(Room, kg=st.floats(10, 300), m3=st.floats(10, 300)),
)
def test_what_is_shared_out_fits_and_is_all_there(parcels: list[Parcel], vehicles: int, each: Room) -> None:
    shared = share_out_packs(parcels, vehicles, each)
    if shared is None:
        assert parcels
        return
    assert [sum(row) for row in shared] == [parcel.packs for parcel in parcels]
    for vehicle in range(vehicles):
        held = [(row[vehicle], parcel) for row, parcel in zip(shared, parcels, strict=True)]
        assert sum(packs * parcel.kg for packs, parcel in held) <= each.kg * (1 + 1e-8)
        assert sum(packs * parcel.m3 for packs, parcel in held) <= each.m3 * (1 + 1e-8)


def test_vehicles_that_fit_exactly_are_filled() -> None:
    parcels = [Parcel(packs=2, kg=6.0, m3=0.0), Parcel(packs=2, kg=4.0, m3=0.0)]
    assert share_out_packs(parcels, 2, Room(kg=10.0, m3=1.0)) == [[1, 1], [1, 1]]


def test_without_limits_and_without_whole_packs_it_is_shared_evenly() -> None:
    assert share_out_packs([Parcel(packs=5, kg=1.0, m3=1.0)], 2, Room(kg=math.inf, m3=math.inf)) == [[3, 2]]
    assert share_out_packs([Parcel(packs=2.5, kg=1.0, m3=1.0)], 2, Room(kg=2.0, m3=2.0)) == [[1.25, 1.25]]


def test_too_much_is_not_shared_out() -> None:
    assert share_out_packs([Parcel(packs=3, kg=6.0, m3=0.0)], 2, Room(kg=10.0, m3=1.0)) is None
    assert share_out_packs([Parcel(packs=1, kg=1.0, m3=0.0)], 0, Room(kg=10.0, m3=1.0)) is None


def test_where_weight_and_volume_are_used_up_vehicles_are_loaded_level() -> None:
    """Ten of 10 kg and ten of 1 m3 fill two vehicles of 50 kg and 5 m3: five of each in both, not first the heavy."""
    heavy, bulky = Parcel(packs=10, kg=10, m3=0), Parcel(packs=10, kg=0, m3=1)
    assert share_out_packs([heavy, bulky], 2, Room(kg=50, m3=5)) == [[5, 5], [5, 5]]


def test_level_vehicles_take_what_first_fit_leaves_behind() -> None:
    """Four kinds that fill three vehicles but for 0.1 %: none, or nearly none, stays behind."""
    parcels = [
        Parcel(packs=3, kg=50, m3=0.055),
        Parcel(packs=134, kg=55, m3=0.282),
        Parcel(packs=9, kg=194, m3=0.68),
        Parcel(packs=1400, kg=5, m3=0.03),
    ]
    each = Room(kg=(150 + 7370 + 1746 + 7000) / 3 * 1.001, m3=(0.165 + 37.788 + 6.12 + 42.0) / 3 * 1.001)
    assert sum(fit_packs(parcels, [], 3, each)) >= 1_540


def test_what_is_left_behind_is_small_not_few() -> None:
    """A kit of 9 kg goes and three bulky cartons of 2 kg stay, though the kit alone would be fewer packs to leave."""
    kit, cartons = Parcel(packs=1, kg=9.0, m3=0.5), Parcel(packs=3, kg=2.0, m3=1.0)
    assert fit_packs([kit, cartons], [], 1, Room(kg=10.0, m3=10.0)) == [1, 0]
