"""Tips of chains: typed in as they were printed, and nothing else."""

from __future__ import annotations

import pytest

from malja.journal.chain.entry import Tip
from malja.journal.chain.tips import format_tips, parse_tips
from malja.problems import Refused


def test_heads_can_be_typed_in_as_they_are_printed() -> None:
    heads = {"ab" * 8: Tip(12, "cd" * 32), "12" * 8: Tip(3, "34" * 32)}
    assert parse_tips(" ; ".join(format_tips(heads)).upper()) == {
        device: Tip(head.number, head.hash[:16]) for device, head in heads.items()
    }


@pytest.mark.parametrize("text", ["", "abc", "ab" * 8 + " 12", "ab" * 8 + " 12 " + "cd" * 8 + " and more"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_tips(text)
