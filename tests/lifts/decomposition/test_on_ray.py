"""A real cluster of this machine's own, of two workers; left out only where ray cannot be installed."""

from __future__ import annotations

import json

import pytest

from malja.lifts.decomposition.planning import plan_in_pieces
from malja.lifts.decomposition.shared_plan import list_takes
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.deadline import Deadline
from tests.lifts.decomposition.networks import by_truck, split

pytest.importorskip("ray", reason="ray has no package for this platform or this Python")


@pytest.mark.filterwarnings("default")
def test_ray_processes_and_one_worker_make_the_same_plan() -> None:
    model, partition = split(by_truck())
    takes = list_takes(model, partition)
    assert takes is not None
    plans = [
        format_plan(plan_in_pieces(model, partition, takes, Deadline(), workers=workers, ray=ray))
        for workers, ray in ((1, None), (2, None), (2, "local"))
    ]
    assert json.loads(plans[0])["trips"]
    assert plans[0] == plans[1] == plans[2]
