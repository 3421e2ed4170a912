"""The weekly counts of a clinic, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.briefing.record.clinic_week import week_cells
from malja.problems import Refused
from malja.stock.kinds import CALLED, ILLNESSES
from tests.cli.sites import a_site, refused, said

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = a_site(tmp_path)
    said("flight", "announce", made, "F1", "an26", "2025-03-11", *ON)
    return made


def test_illnesses_that_are_not_counted_point_to_those_that_are(site: Path) -> None:
    week = ("clinic", "week", site, "base", "2025-03-03")
    assert "cholera is counted as watery_diarrhoea" in refused(*week, "cholera=1/0", *ON)
    assert ", ".join(ILLNESSES) in refused(*week, "plague=1/0", *ON)
    assert not set(CALLED) & set(ILLNESSES)
    assert set(CALLED.values()) <= set(ILLNESSES)


def test_counts_become_rows_of_cells() -> None:
    assert week_cells(["measles=1/0", "Malaria=2/3/0/1"], others_zero=False) == [
        {"illness": "measles", "cases_under_5": "1", "cases_5_and_over": "0"},
        {"illness": "malaria", "cases_under_5": "2", "cases_5_and_over": "3"}
        | {"deaths_under_5": "0", "deaths_5_and_over": "1"},
    ]


def test_zeros_for_every_illness_that_is_not_named() -> None:
    rows = week_cells(["measles=1/0"], others_zero=True)
    assert [row["illness"] for row in rows] == ["measles", *(one for one in ILLNESSES if one != "measles")]
    assert {(row["cases_under_5"], row["cases_5_and_over"]) for row in rows[1:]} == {("0", "0")}


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ([], ["week_nothing"]),
        (["measles"], ["week_count_wrong"]),
        (["measles=1"], ["week_count_wrong"]),
        (["measles=1/2/3"], ["week_count_wrong"]),
        (["measles=1/0", "malaria=1/0", "measles=2/0"], ["week_count_wrong"]),
    ],
)
def test_what_is_no_count_is_refused(counts: list[str], codes: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        week_cells(counts, others_zero=False)
    assert [problem.code for problem in refused.value.problems] == codes
