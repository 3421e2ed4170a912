"""CSV tagged in HXL."""

from __future__ import annotations

from typing import Any

import pytest

from malja.report.hxl.hxl_csv import format_hxl_csv


def test_numbers_have_no_exponent_and_twelve_digits() -> None:
    content = format_hxl_csv(("#value", "#status"), [(1e-7, "a"), (1234567.890123456, "b"), (8e9, "c"), (None, "d")])
    assert [line.split(",")[0] for line in content.decode().splitlines()[2:]] == [
        "0.0000001",
        "1234567.89012",
        "8000000000",
        "",
    ]


@pytest.mark.parametrize("row", [(None, ""), (1.0,)])
def test_an_empty_row_or_one_of_another_length_is_refused(row: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        format_hxl_csv(("#value", "#status"), [row])
