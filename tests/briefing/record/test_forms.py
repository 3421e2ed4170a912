"""Forms: every field stands for columns of its kind, and what is typed becomes cells."""

from __future__ import annotations

import pytest

from malja.briefing.record.forms import FORMS, PACKS, QUANTITY, FactForm
from malja.problems import Refused
from malja.site.state.kinds import FACT_KINDS

EVERY = [(f"{group} {name}", form) for group, forms in FORMS.items() for name, form in forms.items()]


@pytest.mark.parametrize("form", [form for _, form in EVERY], ids=[name for name, _ in EVERY])
def test_fields_fixed_cells_and_other_columns_are_all_columns_of_the_kind(form: FactForm) -> None:
    assert FACT_KINDS[form.kind.name] is form.kind
    columns = {column.name for column in form.kind.columns}
    filled = {name for name in columns if form.field_of(name) is not None}
    assert filled | set(form.fixed) | {column.name for column in form.other_columns()} == columns
    assert not filled & set(form.fixed)
    assert {form.field_of(name) for name in filled} == set(form.fields)


def test_what_is_typed_becomes_cells() -> None:
    give = FORMS["stock"]["give"]
    cells = give.cells({"origin": "base", "item": "rice", "quantity": "40x50+12"})
    amounts = {"packs": "40", "pack_quantity": "50", "quantity": "12"}
    assert cells == {"destination": "given_out", "origin": "base", "item": "rice", **amounts}
    assert FORMS["flight"]["load"].cells({"packs": "40x"}) == {"packs": "40"}


def test_a_quantity_of_a_form_without_such_a_field_is_a_plain_cell() -> None:
    assert QUANTITY not in FORMS["round"]["due"].fields
    assert FORMS["round"]["due"].cells({"quantity": "2x5"}) == {"quantity": "2x5"}


def test_what_is_no_quantity_is_refused_in_its_column() -> None:
    with pytest.raises(Refused) as refused:
        FORMS["stock"]["receive"].cells({"quantity": "40x50x2"})
    assert [(problem.code, problem.column, problem.value) for problem in refused.value.problems] == [
        ("quantity_wrong", "packs", "40x50x2")
    ]


def test_labels() -> None:
    move = FORMS["stock"]["move"]
    assert [move.label(field) for field in move.fields] == ["ITEM", "QUANTITY", "FROM", "TO"]
    assert move.field_of("pack_quantity") == QUANTITY
    assert FORMS["flight"]["load"].field_of("packs") == PACKS
