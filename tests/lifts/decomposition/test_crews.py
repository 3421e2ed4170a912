from __future__ import annotations

from importlib.util import find_spec

import pytest

from malja.lifts.decomposition.crews import open_workers
from malja.problems import Failed
from tests.lifts.decomposition.networks import half_fed, split


@pytest.mark.skipif(find_spec("ray") is not None, reason="ray is installed here")
def test_without_ray_the_further_package_is_named() -> None:
    with pytest.raises(Failed) as failed:
        open_workers(*split(half_fed()), workers=2, ray="local")
    assert [problem.code for problem in failed.value.problems] == ["ray_missing"]


def test_one_worker_is_this_process() -> None:
    with open_workers(*split(half_fed()), workers=1, ray=None) as workers:
        assert [proposal.site for proposal in workers.propose_nothing()] == [0, 1]
        assert [work.asked for work in workers.tell_work()] == [1, 1]
