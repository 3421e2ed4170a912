"""Cells and sheets of workbooks."""

from __future__ import annotations

import pytest

from malja.report.workbook_cells import choose_sheet_name


@pytest.mark.parametrize("name", ["a" * 60, "a/b:c*d?e[f]g\\h", "'quoted'", "", "History", "ملجأ" * 20, "\x1b[31m"])
def test_sheet_names_are_accepted_and_each_stands_once(name: str) -> None:
    taken: set[str] = set()
    names = [choose_sheet_name(name, taken) for _ in range(12)] + [choose_sheet_name(name.upper(), taken)]
    assert len({one.casefold() for one in names}) == 13
    assert all(0 < len(one) <= 31 and not set(one) & set("[]:*?/\\'") for one in names)
    assert "history" not in {one.casefold() for one in names}
