"""The tips of chains as they are printed on the daily page and typed in again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from malja.journal.chain.entry import Tip
from malja.problems import Problem, Refused

#: Letters of a hash that are printed: to forge another entry with the same ones takes centuries.
_PRINTED = 16
_SAID = re.compile(r"\b([0-9a-f]{16})\W+([1-9][0-9]{0,15})\W+([0-9a-f]{16,64})\b")
_LEFT = re.compile(r"\w+")


def format_tips(tips: Mapping[str, Tip]) -> tuple[str, ...]:
    """A line for each chain: the device, the number of its last entry, and the first letters of its hash."""
    return tuple(f"{device} {tip.number} {tip.hash[:_PRINTED]}" for device, tip in sorted(tips.items()))


def parse_tips(text: str) -> dict[str, Tip]:
    """Read tips as they were printed (hashes as long as they stand there); raises Refused."""
    small = text.lower()
    left = _LEFT.search(_SAID.sub(" ", small))
    tips = {device: Tip(int(number), hashed) for device, number, hashed in _SAID.findall(small)}
    if left or not tips:
        raise Refused([Problem.at(None, "heads_wrong", value=left.group() if left else text)])
    return tips
