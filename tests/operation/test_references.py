"""Names that stand nowhere, with the nearest that does."""

from __future__ import annotations

import pytest

from malja.operation.rules.references import find_near_name


@pytest.mark.parametrize(
    ("said", "near"),
    [("Rice", "rice"), ("ricee", "rice"), ("lentil", "lentils"), ("tent", ""), ("", ""), ("x" * 61, "")],
)
def test_the_name_that_is_most_like_what_was_written(said: str, near: str) -> None:
    assert find_near_name(said, {"rice", "lentils"}) == near
