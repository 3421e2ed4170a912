"""Facts that are about to be recorded: each is checked against the state as those before it leave it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from malja import clock
from malja.facts.fact import Fact
from malja.people.kinds import CORRECTED
from malja.problems import Origin, Problem, Refused
from malja.site.operation.operation import build_operation
from malja.site.state.device_doubts import find_latest_day
from malja.site.state.fold import FoldedState
from malja.site.state.register import ROW_REMOVED, ROW_SET
from malja.site.state.state import State


class Recording:
    """Facts as they will stand behind the state `now` in a device's chain.

    `ahead`: the state holds some of them already, and is the journal's only once all of them are recorded.
    """

    def __init__(self, now: FoldedState, device: str, by: str) -> None:
        self.now = now
        self.told: list[Fact] = []
        self.ahead = False
        self._device = device
        self._by = by
        self._in_state = 0

    def check(self, facts: Sequence[Fact], origins: Sequence[Origin]) -> None:
        """Take up what is new of the facts. Raises Refused with every problem; `origins`: where each fact was read.

        The last one is not folded in before it is recorded, so that a single fact leaves the state as it is until then.
        """
        problems: list[Problem] = []
        tables = any(fact.kind in (ROW_SET, ROW_REMOVED) for fact in facts)
        wrong_before = _against_operation(self.now.state) if tables else frozenset()
        for place, fact in enumerate(facts):
            self._fold_in()
            if self.now.state.holds(fact):
                continue
            as_told = self._as_told(fact)
            wrong = _out_of_time(as_told, self.now.state) or self.now.state.refusals(as_told)
            problems += (_at(origins[place], one) if place < len(origins) else one for one in wrong)
            self.told += () if wrong else (as_told,)
        if tables and not problems:
            self._fold_in()
            new = _against_operation(self.now.state) - wrong_before
            problems += sorted(new, key=lambda problem: (problem.file, problem.code, problem.value))
        if problems:
            raise Refused(problems)

    def recorded(self) -> FoldedState:
        """The state with all facts, now that the journal holds them behind what the state was made from."""
        self._fold_in()
        last = self.told[-1]
        heads = {**self.now.heads, self._device: last.number}
        position = self.now.position + len(self.told)
        return dataclasses.replace(self.now, position=position, heads=heads, last=(self._device, last.number))

    def _fold_in(self) -> None:
        for fact in self.told[self._in_state :]:
            self.ahead = True
            self.now.state.apply(fact)
        self._in_state = len(self.told)

    def _as_told(self, fact: Fact) -> Fact:
        seen = {device: number for device, number in self.now.heads.items() if device != self._device}
        number = self.now.heads.get(self._device, 0) + len(self.told) + 1
        return dataclasses.replace(fact, device=self._device, number=number, by=self._by, seen=seen)


def _out_of_time(fact: Fact, state: State) -> list[Problem]:
    """A problem where something happened before the site was founded, or later than anything can have happened.

    That is after tomorrow (today, wherever on earth), unless the whole site is of another time.
    """
    corrects = fact.kind == CORRECTED.name  # it speaks only of days that were told of, with the founding perhaps
    if state.founded is not None and fact.happened < state.founded and not corrects:
        return [Problem.at(None, "happened_before_founding", "happened", fact.happened, founded=state.founded)]
    if fact.happened <= find_latest_day(state.founded):
        return []
    return [Problem.at(None, "happened_future", "happened", fact.happened, today=clock.today())]


def _against_operation(state: State) -> frozenset[Problem]:
    """Why the site's tables, taken together, make no operation (yet): what a change of a table must not add to."""
    if state.last is None:
        return frozenset()
    try:
        build_operation(state, state.last + datetime.timedelta(days=1))
    except Refused as refused:
        return frozenset(refused.problems)
    return frozenset()


def _at(origin: Origin, problem: Problem) -> Problem:
    return dataclasses.replace(problem, file=origin.file, row=origin.row)
