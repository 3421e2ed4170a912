from __future__ import annotations

import json

import pytest

from malja.lifts.decomposition.planning import PiecesReport, plan_in_pieces, plan_operation
from malja.lifts.decomposition.shared_plan import list_takes
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from tests.lifts.cases import base
from tests.lifts.decomposition.networks import by_truck, half_fed, split
from tests.lifts.judge import judge


@pytest.mark.parametrize("asked", [half_fed(), by_truck()], ids=["half fed", "by truck"])
def test_a_plan_in_pieces_is_right_and_near_the_plan_of_the_whole(asked: Operation) -> None:
    told: list[PiecesReport] = []
    model, partition = split(asked)
    takes = list_takes(model, partition)
    assert takes is not None
    plan = plan_in_pieces(model, partition, takes, Deadline(), tell=told.append)
    whole = plan_lifts(asked)
    assert judge(asked, json.loads(format_plan(plan))) == []
    for mine, best in zip(plan.aims, whole.aims, strict=True):
        assert mine.bound <= best.value * (1 + 1e-6) + 1e-6
    assert plan.aims[0].value <= 1.1 * whole.aims[0].value + 1e-6
    assert [piece.site for piece in told[0].pieces] == [0, 1]
    assert all(piece.asked > 0 and piece.rows > 0 for piece in told[0].pieces)


def test_a_small_operation_is_planned_as_ever() -> None:
    assert plan_operation(base()) == plan_lifts(base())
