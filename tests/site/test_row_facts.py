"""A row told in words is kept in one way of writing."""

from __future__ import annotations

import pytest

from malja.problems import Refused
from malja.site.row_facts import read_row_fact
from tests.site.bases import DAY


def test_a_row_is_kept_in_one_way_of_writing() -> None:
    row = read_row_fact("places", ["base"], {"lat": "٣٥.٤٠", "storage_m3": "1200.0", "name": " Base "}, happened=DAY)
    assert row.body["values"] == {"lat": "35.4", "storage_m3": "1200", "name": "Base"}
    keys = read_row_fact("operation", [], {"tolerance": "0.001; 0.001; 0.01", "whole_packs": "نعم"}, happened=DAY)
    assert keys.body["values"] == {"tolerance": "0.001 0.001 0.01", "whole_packs": "yes"}
    with pytest.raises(Refused) as refused:
        read_row_fact("places", ["base"], {"lat": "north", "lon": "900"}, happened=DAY)
    assert [problem.column for problem in refused.value.problems] == ["lat", "lon"]
    with pytest.raises(Refused) as refused:
        read_row_fact("stock", ["base", "rice"], {"quantity": "1"}, happened=DAY)
    assert [problem.code for problem in refused.value.problems] == ["table_recorded"]


def test_a_name_in_a_language_is_a_cell_as_any_other() -> None:
    row = read_row_fact("places", ["base"], {"name_ar": " القاعدة "}, happened=DAY)
    assert row.body["values"] == {"name_ar": "القاعدة"}
