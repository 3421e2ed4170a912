"""Where chains end, as it is printed on the daily page and typed in again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from malja.journal.chain.entry import Tip
from malja.problems import Problem, Refused

#: So many letters of a hash are printed: whoever wants another entry with the same ones has to try for centuries.
_PRINTED = 16
_SAID = re.compile(r"\b([0-9a-f]{16})\W+([1-9][0-9]{0,15})\W+([0-9a-f]{16,64})\b")
_LEFT = re.compile(r"\w+")


def format_tips(heads: Mapping[str, Tip]) -> tuple[str, ...]:
    """A line for each chain: the device, the number of its last entry, and the first letters of its hash."""
    return tuple(f"{device} {head.number} {head.hash[:_PRINTED]}" for device, head in sorted(heads.items()))


def parse_tips(text: str) -> dict[str, Tip]:
    """The heads that a text says, as printed (hashes as long as they stand there); raises Refused."""
    small = text.lower()
    left = _LEFT.search(_SAID.sub(" ", small))
    found = {device: Tip(int(number), hashed) for device, number, hashed in _SAID.findall(small)}
    if left or not found:
        raise Refused([Problem.at(None, "heads_wrong", value=left.group() if left else text)])
    return found
