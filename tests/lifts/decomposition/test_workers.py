from __future__ import annotations

import numpy as np

from malja.lifts.decomposition.workers import ProcessCrew, Workers, share_out_sites
from tests.lifts.decomposition.networks import half_fed, split, work_alone


def test_the_largest_sites_are_shared_out_first() -> None:
    assert share_out_sites(np.array([5, 9, 4, 1]), 2) == [(1, 3), (0, 2)]
    assert share_out_sites(np.array([5, 9, 4, 1]), 1) == [(0, 1, 2, 3)]
    assert share_out_sites(np.array([5, 9]), 4) == [(1,), (0,)]


def test_processes_answer_as_one_does() -> None:
    model, partition = split(half_fed())
    weights, prices = np.array([4.0, 2.0, 1.0, 1.0, 0.0, 0.0]), np.full(len(partition.joined), -1.0)
    alone = work_alone(model, partition)
    with Workers(ProcessCrew(half_fed(), [(1,), (0,)])) as workers:
        for mine, theirs in zip(alone.propose(weights, prices), workers.propose(weights, prices), strict=True):
            assert mine.site == theirs.site
            assert mine.value == theirs.value
            assert mine.takes.tolist() == theirs.takes.tolist()
        assert [work.asked for work in workers.tell_work()] == [1, 1]
