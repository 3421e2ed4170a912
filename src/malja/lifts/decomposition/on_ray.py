"""Workers on Ray: the same as in processes, on as many machines as a cluster has. Needs `pip install malja[ray]`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import ray

from malja.lifts.decomposition.site_worker import SiteWorker
from malja.operation.operation import Operation


class RayCrew:
    """Actors of a Ray cluster, one for each share of sites; `address` names the cluster (None: one on this machine)."""

    def __init__(self, operation: Operation, shares: Sequence[tuple[int, ...]], address: str | None) -> None:
        self._begun = not ray.is_initialized()
        if self._begun:
            many = {} if address else {"num_cpus": len(shares)}
            ray.init(address=address, log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR, **many)
        kept, actor = ray.put(operation), ray.remote(num_cpus=1)(_Actor)
        self._actors = [actor.remote(kept, sites) for sites in shares]

    def call(self, method: str, *words: Any) -> list[Any]:
        """The answers of all actors, in their order."""
        sent = [ray.put(word) for word in words]
        answers: list[Any] = ray.get([actor.call.remote(method, *sent) for actor in self._actors])
        return answers

    def close(self) -> None:
        """End the actors, and the cluster if it was begun here."""
        for actor in self._actors:
            ray.kill(actor)
        if self._begun:
            ray.shutdown()


class _Actor:
    """A worker's sites in a process that Ray runs."""

    def __init__(self, operation: Operation, sites: tuple[int, ...]) -> None:
        self._worker = SiteWorker.read(operation, sites)

    def call(self, method: str, *words: Any) -> Any:
        """The answer of a method of the worker."""
        return getattr(self._worker, method)(*words)
