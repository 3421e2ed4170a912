"""Where the sites' pieces are worked on: in this process, in further ones, or on Ray; the answers are the same."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Protocol, TypeVar

from malja import clock
from malja.lifts.decomposition.pieces import Proposal
from malja.lifts.decomposition.site_plan import SitePlan
from malja.lifts.decomposition.site_worker import PieceWork, SiteWorker
from malja.lifts.solver.matrix import Floats, Ints
from malja.operation.operation import Operation

_Answer = TypeVar("_Answer")


class Crew(Protocol):
    """Workers with some sites each: calls a method of all their `SiteWorker`s, and returns every answer."""

    def call(self, method: str, *words: Any) -> list[Any]:
        """The answers of all workers, in their order."""
        ...

    def close(self) -> None:
        """End the workers."""
        ...


class Workers:
    """All sites of an operation, spread over a crew; answers come in the order of sites, whoever worked on them."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self.busy_seconds = 0.0
        """How long somebody waited for answers."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.close()

    def propose_nothing(self) -> list[Proposal]:
        """What each site does with what it has."""
        return self._collect("propose_nothing")

    def propose(self, weights: Floats, prices: Floats) -> list[Proposal]:
        """What each site would take at these prices of the joined rows, its measures weighed."""
        return self._collect("propose", weights, prices)

    def plan(self, given: Floats, room: Floats, seconds: float | None) -> list[SitePlan]:
        """Whole trips and packs of each site, with what it is given [site, joined row] and may keep waiting."""
        return self._collect("plan", given, room, seconds)

    def tell_work(self) -> list[PieceWork]:
        """The size of each site's piece, and how long it took."""
        return self._collect("tell_work")

    def _collect(self, method: str, *words: Any) -> list[Any]:
        begun = clock.seconds()
        answers = [answer for some in self._crew.call(method, *words) for answer in some]
        self.busy_seconds += clock.seconds() - begun
        return sorted(answers, key=lambda answer: answer.site)


def share_out_sites(sizes: Ints, workers: int) -> list[tuple[int, ...]]:
    """The sites of each worker, the largest first to whoever has least so far; no worker without a site."""
    loads = [0] * max(1, min(workers, len(sizes)))
    mine: list[list[int]] = [[] for _ in loads]
    for site in sorted(range(len(sizes)), key=lambda site: (-int(sizes[site]), site)):
        least = loads.index(min(loads))
        mine[least].append(site)
        loads[least] += int(sizes[site])
    return [tuple(sorted(some)) for some in mine]


class LocalCrew:
    """One worker in this process."""

    def __init__(self, worker: SiteWorker) -> None:
        self._worker = worker

    def call(self, method: str, *words: Any) -> list[Any]:
        """The answer of the only worker."""
        return [getattr(self._worker, method)(*words)]

    def close(self) -> None:
        """Nothing to end."""


class ProcessCrew:
    """Workers in processes of this machine, begun anew (spawned), so that they are the same on every system."""

    def __init__(self, operation: Operation, shares: Sequence[tuple[int, ...]]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pools = [
            ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(operation, sites))
            for sites in shares
        ]

    def call(self, method: str, *words: Any) -> list[Any]:
        """The answers of all processes, in their order."""
        waiting: list[Future[Any]] = [pool.submit(_answer, method, words) for pool in self._pools]
        return [one.result() for one in waiting]

    def close(self) -> None:
        """End the processes."""
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)


#: The worker of this process, once it has begun: a process has one.
_worker: list[SiteWorker] = []


def _begin(operation: Operation, sites: tuple[int, ...]) -> None:
    # Ctrl-C goes to every process of a terminal; the first one alone says what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker[:] = [SiteWorker.read(operation, sites)]


def _answer(method: str, words: tuple[Any, ...]) -> Any:
    return getattr(_worker[0], method)(*words)
