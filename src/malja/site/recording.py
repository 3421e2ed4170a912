"""Check facts before they are recorded, each against the state that those before it leave."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from malja import clock
from malja.facts.fact import Fact
from malja.journal.journal import Journal
from malja.people.kinds import CORRECTED
from malja.problems import Origin, Problem, Refused
from malja.site.operation.faults import find_operation_faults
from malja.site.state.device_doubts import find_latest_day
from malja.site.state.fold import FoldedState
from malja.site.state.kinds import TAKEN_BACK
from malja.site.state.register import ROW_REMOVED, ROW_SET
from malja.site.state.site_settings import read_time_zone
from malja.site.state.state import State
from malja.site.taking_back import find_take_back_problems


class Recording:
    """Facts to be recorded in a device's chain, after the state `now`; `ahead`: some are in the state already.

    Or what they take back is in it still (`takes_back`): the state is to be made anew once they are recorded.
    """

    def __init__(self, now: FoldedState, journal: Journal, device: str, by: str) -> None:
        self.now = now
        self._journal = journal
        self.checked: list[Fact] = []
        self.ahead = False
        self._device = device
        self._by = by
        self._in_state = 0

    def check(self, facts: Sequence[Fact], origins: Sequence[Origin]) -> None:
        """Keep the facts that are new (`checked`). Raises Refused with every problem.

        `origins`: where each fact was read.

        The last one is folded in after it was recorded, so that a refused single fact leaves the state as it is.
        """
        problems: list[Problem] = []
        taking: list[tuple[int, Fact]] = []
        tables = any(fact.kind in (ROW_SET, ROW_REMOVED) for fact in facts)
        wrong_before = find_operation_faults(self.now.state) if tables else frozenset()
        for place, fact in enumerate(facts):
            self._fold_in()
            if self.now.state.holds(fact):
                continue
            placed = self._place_in_chain(fact)
            wrong = _check_day(placed, self.now.state) or self.now.state.refusals(placed)
            problems += (_move_to(origins[place], one) if place < len(origins) else one for one in wrong)
            self.checked += () if wrong else (placed,)
            taking += ((place, placed),) if placed.kind == TAKEN_BACK.name and not wrong else ()
        against = find_take_back_problems(self._journal, self.now.state, [one for _, one in taking]) if taking else []
        for (place, _), wrong in zip(taking, against, strict=True):
            problems += (_move_to(origins[place], one) if place < len(origins) else one for one in wrong)
        if tables and not problems:
            self._fold_in()
            new = find_operation_faults(self.now.state) - wrong_before
            problems += sorted(new, key=lambda problem: (problem.file, problem.code, problem.value))
        if problems:
            raise Refused(problems)

    @property
    def takes_back(self) -> bool:
        """Whether anything that was folded already is taken back."""
        return any(fact.kind == TAKEN_BACK.name for fact in self.checked)

    def recorded(self) -> FoldedState:
        """The state with all facts folded in, once the journal holds them."""
        self._fold_in()
        last = self.checked[-1]
        tips = {**self.now.tips, self._device: last.number}
        position = self.now.position + len(self.checked)
        return dataclasses.replace(self.now, position=position, tips=tips, last=(self._device, last.number))

    def _fold_in(self) -> None:
        for fact in self.checked[self._in_state :]:
            self.ahead = True
            self.now.state.apply(fact)
        self._in_state = len(self.checked)

    def _place_in_chain(self, fact: Fact) -> Fact:
        seen = {device: number for device, number in self.now.tips.items() if device != self._device}
        number = self.now.tips.get(self._device, 0) + len(self.checked) + 1
        return dataclasses.replace(fact, device=self._device, number=number, by=self._by, seen=seen)


def _check_day(fact: Fact, state: State) -> list[Problem]:
    """A problem where a fact happened before the founding, or on a day that has come nowhere on earth."""
    # Of a day that has facts already, perhaps the founding's own.
    corrects = fact.kind in (CORRECTED.name, TAKEN_BACK.name)
    if state.founded is not None and fact.happened < state.founded and not corrects:
        return [Problem.at(None, "happened_before_founding", "happened", fact.happened, founded=state.founded)]
    if fact.happened <= find_latest_day(state.founded):
        return []
    return [
        Problem.at(
            None, "happened_future", "happened", fact.happened, today=clock.today(read_time_zone(state.register))
        )
    ]


def _move_to(origin: Origin, problem: Problem) -> Problem:
    return dataclasses.replace(problem, file=origin.file, row=origin.row)
