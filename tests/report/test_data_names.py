"""Names as data files hold them."""

from __future__ import annotations

from malja.language.speech import speaking
from malja.operation.rows import Tables
from malja.report.data_names import Names


def test_names_are_whole_and_without_marks(operation: Tables) -> None:
    names = Names(operation)
    assert [names.place("camp"), names.need("roof"), names.item("rice")] == ["The camp", "Roof", "Rice"]
    assert [names.need_unit("food"), names.item_unit("tent")] == ["kg", "tent"]


def test_what_is_unknown_is_called_by_its_id(operation: Tables) -> None:
    names = Names(operation)
    assert [names.place("depot"), names.need("light"), names.item("lamp")] == ["depot", "light", "lamp"]
    assert [names.need_unit("light"), names.item_unit("lamp")] == ["", ""]


def test_an_aim_is_a_tier_or_the_cost(operation: Tables) -> None:
    names = Names(operation)
    assert [names.aim(aim) for aim in ("survival", "minimum", "cost")] == ["survival", "the minimum", "cost"]
    with speaking("ar"):
        assert names.aim("cost") not in ("cost", names.aim("survival"))
