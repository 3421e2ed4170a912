from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given

from malja.lifts.decomposition.pieces import list_measures
from malja.lifts.decomposition.prices import find_unit, search_prices, weigh_measures
from malja.lifts.decomposition.shared_plan import list_takes
from malja.lifts.decomposition.whole_plan import sum_taken
from malja.lifts.model.model import weigh_objectives
from malja.lifts.search.deadline import Deadline
from malja.lifts.solver.program import minimise
from malja.operation.operation import Operation
from tests.lifts.decomposition.networks import begin, half_fed, split
from tests.lifts.random_operations import operations

NONE = np.full(6, np.inf)
SURVIVAL = np.array([1.0, 0.0, 0.0, 0.0, 0.0, 0.0])


def test_half_of_what_people_need_is_shared_so_that_everybody_misses_half() -> None:
    model, partition = split(half_fed())
    workers, master = begin(model, partition)
    found = search_prices(master, workers.propose, SURVIVAL, NONE, Deadline(), rounds=40, gap=1e-5)
    assert found is not None
    assert found.bound == pytest.approx(31.5, rel=1e-4)
    assert found.mixture.value == pytest.approx(31.5, rel=1e-4)
    taken = sum_taken(master, found, partition.sites, len(partition.joined))
    assert taken.sum(axis=1) == pytest.approx([10, 20], rel=1e-3)
    takes = list_takes(model, partition)
    assert takes is not None
    assert takes.line_place.tolist() == [1]


@given(operations())
def test_no_bound_exceeds_what_the_whole_program_reaches(asked: Operation) -> None:
    """For whatever joins the sites but lifts between them: the least of the whole is between bound and mixture."""
    sites = {place.place for place in asked.places if place.role == "site"}
    assume(not any(lift.origin in sites for lift in asked.lifts))
    model, partition = split(asked)
    workers, master = begin(model, partition)
    for weights in (SURVIVAL, weigh_measures(model, 3.0, 1.0)):
        found = search_prices(master, workers.propose, weights, NONE, Deadline(), rounds=6, gap=1e-4)
        assert found is not None
        least = minimise(model.program, weights @ list_measures(model)).value
        # What the solver rounds: a hundred thousandth of the sum, and no more than seconds of one person.
        slack = 1e-5 * max(10.0, abs(least))
        assert found.bound <= least + slack
        assert found.mixture.value >= least - 10 * slack


def test_measures_are_weighed_as_the_columns_are() -> None:
    model, _ = split(half_fed())
    unit = find_unit(model, 20.0, 100.0)
    weighed = weigh_measures(model, unit, 1.0) @ list_measures(model)
    assert weighed == pytest.approx(weigh_objectives(model, (0.0, 0.0, 20.0), 100.0), rel=0.05)
