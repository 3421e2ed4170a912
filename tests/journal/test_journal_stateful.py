"""Recorded, refused, opened and closed in whatever order: the journal holds what was acknowledged."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Tip
from malja.journal.chain.trust import make_enrolment
from malja.journal.journal import Journal, JournalMoved
from malja.problems import Refused
from tests.journal.made import DAY, fact, founded, numbers

OFFICE, TABLET = Device.new("office"), Device.new("tablet")
DEVICES = {"office": OFFICE, "tablet": TABLET}
ids = st.just("") | st.sampled_from([f"i-{number}" for number in range(6)])
batches = st.lists(st.builds(fact, st.integers(0, 99), id=ids), max_size=4)
who = st.sampled_from(sorted(DEVICES))


class Writing(RuleBasedStateMachine):
    """Two devices write to one file, and the test keeps a list of what must stand in it."""

    @initialize()
    def found(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.where = self.folder / "journal.sqlite"
        card = Fact(kind="device.enrolled", happened=DAY, body=make_enrolment(TABLET.card))
        self.open = {"office": founded(self.where, OFFICE, [card]), "tablet": Journal.open(self.where, TABLET)}
        self.said: list[object] = []
        self.ids: set[tuple[str, str]] = set()
        self.heads: dict[str, Tip] = {}

    def expected(self, name: str, batch: list[Fact]) -> list[Fact]:
        fresh = []
        for one in batch:
            if not one.id or (name, one.id) not in self.ids:
                fresh.append(one)
                self.ids.add((name, one.id))
        return fresh

    @rule(name=who, batch=batches)
    def record(self, name: str, batch: list[Fact]) -> None:
        fresh = self.expected(name, batch)
        entries = self.open[name].append(batch, by=name)
        assert [entry.fact.body for entry in entries] == [one.body for one in fresh]
        self.said += [one.body["number"] for one in fresh]
        if entries:
            self.heads[DEVICES[name].id] = Tip(entries[-1].number, entries[-1].hash)

    @rule(name=who, behind=st.integers(0, 3))
    def record_after_a_position(self, name: str, behind: int) -> None:
        at = self.open[name].size() - behind
        if behind:
            with pytest.raises(JournalMoved):
                self.open[name].append([fact(1)], by=name, after=at)
        else:
            (entry,) = self.open[name].append([fact(1)], by=name, after=at)
            self.said.append(1)
            self.heads[entry.device] = Tip(entry.number, entry.hash)

    @rule(name=who, batch=batches)
    def be_refused(self, name: str, batch: list[Fact]) -> None:
        with pytest.raises(Refused):
            self.open[name].append([*batch, Fact(kind="x", happened=DAY, body={"wrong": 0.5})], by=name)  # type: ignore[dict-item]

    @rule(name=who)
    def close_and_open(self, name: str) -> None:
        self.open[name].close()
        self.open[name] = Journal.open(self.where, DEVICES[name])

    @invariant()
    def what_was_acknowledged_is_there(self) -> None:
        if not hasattr(self, "open"):
            return
        journal = self.open["office"]
        assert numbers(journal) == self.said
        assert journal.size() == 3 + len(self.said)
        held = journal.tips()
        assert {device: held[device] for device in self.heads} == self.heads
        assert journal.verify(self.heads) == ()

    def teardown(self) -> None:
        if hasattr(self, "open"):
            for journal in self.open.values():
                journal.close()
            shutil.rmtree(self.folder)


TestWriting = Writing.TestCase
TestWriting.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
