"""Which crew works on the pieces: this process, further ones, or Ray, which is imported only when asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import numpy as np

from malja.lifts.decomposition.partition import Partition
from malja.lifts.decomposition.site_worker import SiteWorker
from malja.lifts.decomposition.workers import Crew, LocalCrew, ProcessCrew, Workers, share_out_sites
from malja.lifts.model.model import Model
from malja.problems import Failed, Problem

if TYPE_CHECKING:
    from types import ModuleType

#: The address that means a cluster of this machine's own.
LOCAL = "local"


def open_workers(model: Model, partition: Partition, workers: int, ray: str | None) -> Workers:
    """Workers for all sites of a model; raises Failed where Ray is asked for and not installed."""
    sizes = np.bincount(partition.column[partition.column >= 0], minlength=partition.sites)
    shares = share_out_sites(sizes, workers)
    operation = model.problem.operation
    crew: Crew
    if ray is not None:
        crew = _import_ray_crew().RayCrew(operation, shares, None if ray == LOCAL else ray)
    elif len(shares) > 1:
        crew = ProcessCrew(operation, shares)
    else:
        crew = LocalCrew(SiteWorker(model, partition, shares[0]))
    return Workers(crew)


def _import_ray_crew() -> ModuleType:
    try:
        return importlib.import_module("malja.lifts.decomposition.on_ray")
    except ModuleNotFoundError as error:
        if error.name != "ray":
            raise
        raise Failed([Problem(code="ray_missing")]) from error
