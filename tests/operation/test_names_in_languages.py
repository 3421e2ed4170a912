"""Names in more languages than one: read, kept, written back, and refused where no language is meant."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from malja.operation.reading.read_operation import read_operation
from malja.operation.write_operation import write_operation
from malja.problems import Refused
from malja.tables.columns import format_name_column, read_name_column
from tests.operation.conftest import Camp

PLACES = "place,role,name,name_ku,name_ar\nbase,site,The base,Bingeh,القاعدة\nhub,hub,,,\nshop,source,Shop,,متجر\n"


def test_names_are_kept_by_language_and_come_back(camp: Camp, tmp_path: Path) -> None:
    operation = read_operation(camp({"places.csv": PLACES}))
    base, hub, shop = operation.places
    assert base.names == (("ar", "القاعدة"), ("ku", "Bingeh"))
    assert hub.names == ()
    assert shop.names == (("ar", "متجر"),)
    write_operation(operation, tmp_path / "copy")
    assert read_operation(tmp_path / "copy") == operation
    other = dataclasses.replace(operation, places=(dataclasses.replace(base, names=()), hub, shop))
    assert other != operation


@pytest.mark.parametrize("name", ["name_arabic", "name_a", "name_", "name_a1", "names_ar"])
def test_a_column_of_no_language_is_refused_as_any_other(camp: Camp, name: str) -> None:
    folder = camp({"places.csv": PLACES.replace("name_ar", name)})
    with pytest.raises(Refused) as refused:
        read_operation(folder)
    assert [(one.code, one.column) for one in refused.value.problems] == [("unknown_column", name)]


def test_a_table_without_names_has_none_in_a_language(camp: Camp) -> None:
    folder = camp({"stock.csv": "place,item,quantity,name_ar\nbase,tent,5,خيمة\n"})
    with pytest.raises(Refused) as refused:
        read_operation(folder)
    assert [one.code for one in refused.value.problems] == ["unknown_column"]


def test_a_code_has_two_letters_or_three() -> None:
    assert read_name_column(format_name_column("ckb")) == "ckb"
    assert read_name_column("name") == ""
