"""Packs on pallets, by pencil: a position holds 1,000 kg and 2 m3."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from malja.lifts.plan.pallets import PalletGoods, count_positions, stack_pallets

RICE = PalletGoods(packs=45, kg=50, m3=0.08)


def stacked(*goods: PalletGoods, most: int = 10) -> list[dict[int, int]]:
    """What stands on each pallet."""
    return [pallet.packs for pallet in stack_pallets(goods, most, 1000, 2)]


def test_full_pallets_first_then_what_is_left_together() -> None:
    soap = PalletGoods(packs=3, kg=10, m3=0.02)
    assert stacked(RICE, soap) == [{0: 20}, {0: 20}, {0: 5, 1: 3}]


def test_heavy_goods_below_and_fragile_ones_on_top() -> None:
    lamps = PalletGoods(packs=2, kg=100, m3=0.1, fragile=True)
    assert [list(pallet) for pallet in stacked(lamps, PalletGoods(packs=3, kg=10, m3=0.02), RICE)][-1] == [2, 1, 0]


def test_what_must_not_meet_stands_apart() -> None:
    food = PalletGoods(packs=2, kg=50, m3=0.1, group=0, apart=frozenset({1}))
    bleach = PalletGoods(packs=2, kg=20, m3=0.1, group=1, apart=frozenset({0}))
    assert stacked(food, bleach) == [{0: 2}, {1: 2}]


def test_a_large_pack_takes_several_positions() -> None:
    machine = PalletGoods(packs=1, kg=1500, m3=5.0)
    pallets = stack_pallets([machine, RICE], 10, 1000, 2)
    assert count_positions(pallets, 10) == 3 + 3


def test_never_more_than_there_are() -> None:
    """Three packs of 600 kg on two positions: the third is spread."""
    heavy = PalletGoods(packs=3, kg=600, m3=0.5)
    pallets = stack_pallets([heavy], 2, 1000, 2)
    assert (len(pallets), count_positions(pallets, 2)) == (2, 2)
    assert sum(sum(pallet.packs.values()) for pallet in pallets) == 3


@given(
    st.lists(
        st.builds(
            PalletGoods,
            packs=st.integers(0, 30),
            kg=st.floats(0.1, 1500),
            m3=st.floats(0.0, 3),
            fragile=st.booleans(),
            group=st.just(-1),
        ),
        max_size=6,
    ),
    st.integers(1, 40),
)
def test_every_pack_stands_somewhere(goods: list[PalletGoods], most: int) -> None:
    pallets = stack_pallets(goods, most, 1000, 2)
    for number, one in enumerate(goods):
        assert sum(pallet.packs.get(number, 0) for pallet in pallets) == one.packs
    kg = sum(one.packs * one.kg for one in goods)
    assert count_positions(pallets, most) >= min(most, kg / 1000 - 1e-6)
