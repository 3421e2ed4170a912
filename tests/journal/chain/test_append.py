"""Facts become entries at the end of a chain: numbered, chained, each after what its device had seen."""

from __future__ import annotations

import dataclasses

import pytest

from malja.journal.chain.append import AppendPoint, RecordingStamp, make_entries
from malja.journal.chain.device import Device
from malja.journal.chain.entry import LARGEST_WHOLE, Tip
from malja.problems import Refused
from tests.journal.made import fact

DEVICE = Device.new("office")
STAMP = RecordingStamp("clerk", "2025-03-01T06:00:00Z")
OTHER = Tip(7, "cd" * 32)
POINT = AppendPoint(device=DEVICE.id, position=20, turn=30, own_tip=Tip(4, "ab" * 32), seen={"ef" * 8: OTHER})


def test_two_facts_follow_each_other() -> None:
    (first, second), after = make_entries([fact(1), fact(2)], POINT, STAMP, sign_all=DEVICE.sign_all)
    assert [(one.position, one.turn, one.number) for one in (first, second)] == [(21, 31, 5), (22, 32, 6)]
    assert (first.before, second.before) == ("ab" * 32, first.hash)
    assert (dict(first.seen), dict(second.seen)) == ({"ef" * 8: OTHER}, {})
    assert after == AppendPoint(device=DEVICE.id, position=22, turn=32, own_tip=Tip(6, second.hash), seen={})
    assert all(DEVICE.card.verify(one.hash, one.signature) for one in (first, second))


def test_nothing_leaves_the_point_where_it_is() -> None:
    assert make_entries([], POINT, STAMP, sign_all=DEVICE.sign_all) == ((), POINT)


def test_a_fraction_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        make_entries([fact(1.5)], POINT, STAMP, sign_all=DEVICE.sign_all)  # type: ignore[arg-type]
    assert (refused.value.problems[0].code, refused.value.problems[0].column) == ("entry_field", "body")


def test_nothing_is_signed_that_nobody_could_read() -> None:
    far = dataclasses.replace(POINT, turn=LARGEST_WHOLE)
    with pytest.raises(Refused) as refused:
        make_entries([fact(1)], far, STAMP, sign_all=DEVICE.sign_all)
    assert (refused.value.problems[0].code, refused.value.problems[0].column) == ("entry_field", "turn")
    with pytest.raises(Refused) as refused:
        make_entries([fact(1)], POINT, RecordingStamp("clerk", "2025-13-01T06:00:00Z"), sign_all=DEVICE.sign_all)
    assert refused.value.problems[0].column == "recorded"
