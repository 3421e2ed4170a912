"""A search for the bound alone proves what any search proves."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.solver.program import Effort, minimise
from tests.lifts.search.test_whole_bounds import kits


def test_a_bound_alone_is_proven_from_a_known_solution() -> None:
    """The tent or the clothes: 34.5 (see `kits`). Known is nothing at all, which is short of both."""
    model = build_model(build_problem(kits()))
    nothing = np.zeros(len(model.program.upper))
    nothing[model.columns.short[model.columns.short >= 0]] = 0.25
    aim = model.objectives()[0]
    proven = minimise(model.program, aim, whole=model.whole, start=nothing, effort=Effort(proof=True))
    assert abs(proven.bound - 34.5) < 1e-3
