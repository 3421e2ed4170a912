"""What is said of an operation that is in order: long lists of notices are cut unless all is wanted."""

from __future__ import annotations

from pathlib import Path

import malja
from malja.briefing.operation.check_lines import check_lines

EXAMPLE = Path(__file__).parents[3] / "examples" / "hmeimim"


def test_long_lists_are_cut_and_counted() -> None:
    operation = malja.read(EXAMPLE)
    short, whole = check_lines(operation), check_lines(operation, everything=True)
    assert short[0] == whole[0]
    assert "nothing is wrong" in short[0]
    cut = [line for line in short if "--all lists them" in line]
    assert cut
    more = sum(int(line.split()[1]) for line in cut)
    assert len(whole) - len(short) == more - len(cut)
    assert not [line for line in whole if "--all lists them" in line]
