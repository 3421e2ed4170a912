"""Devices that write, carry bundles, are copied and revoked in any order come to hold the same, in the same order."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.journal.sync.enrolment import enrol_device, join_journal, revoke_device
from malja.problems import Refused
from tests.journal.devices import DAY, Party

NAMES = ("office", "store", "clinic", "gate")
EXAMPLES = int(os.environ.get("MALJA_SYNC_EXAMPLES", "12"))
#: Why a device that does not take part (any more, or by everybody's word) can't give or take.
OUT = {"bundle_not_for_device", "bundle_stranger", "device_revoked", "device_not_enrolled"}
#: What is found where a device went on in two folders.
SPLITS = ("split", "split_founder")
WHO = st.integers(0, 9)


@contextlib.contextmanager
def barred() -> Iterator[None]:
    """What somebody tries who may take no part, or by whose folder the other takes none."""
    try:
        yield
    except Refused as refused:
        if not {problem.code for problem in refused.problems} <= OUT:
            raise


@cache
def founded() -> tuple[Path, tuple[Device, ...]]:
    """A site of four devices, made once: the first three know each other, the fourth has still to join."""
    folder = Path(tempfile.mkdtemp(prefix="malja-sync-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    devices = tuple(Device.new(name) for name in NAMES)
    with Journal.create(folder / "0", devices[0], name="Site", by="tester", day=DAY) as journal:
        office = Party(folder=folder, device=devices[0], journal=journal)
        for device in devices[1:3]:
            enrol_device(journal, device.card, by="tester", day=DAY)
        bundle = office.export()
        for number, device in enumerate(devices[1:3], start=1):
            join_journal(folder / str(number), device, bundle).journal.close()
    return folder, devices


class Devices(RuleBasedStateMachine):
    """What people do with devices and sticks; at the end they all meet."""

    parties: list[Party]

    @initialize()
    def meet(self) -> None:
        template, devices = founded()
        self.folder = Path(tempfile.mkdtemp(prefix="malja-sync-"))
        self.devices = devices
        self.parties = []
        self.sticks: list[Path] = []
        self.recorded: set[str] = set()
        self.lost = False
        self.joined = False
        for number, device in enumerate(devices[:3]):
            folder = self.folder / str(len(self.parties))
            folder.mkdir()
            shutil.copy(template / str(number), folder / "journal.sqlite")
            journal = Journal.open(folder / "journal.sqlite", device)
            self.parties.append(Party(folder=folder, device=device, journal=journal))

    def party(self, who: int) -> Party:
        return self.parties[who % len(self.parties)]

    @rule(who=WHO, count=st.integers(1, 3))
    def record(self, who: int, count: int) -> None:
        with barred():
            self.recorded |= {entry.hash for entry in self.party(who).record(count)}

    @rule(who=WHO, everything=st.booleans())
    def export(self, who: int, everything: bool) -> None:
        with barred():
            self.sticks.append(self.party(who).export(everything=everything))

    @precondition(lambda self: self.sticks)
    @rule(who=WHO, which=st.integers(0, 99))
    def receive(self, who: int, which: int) -> None:
        party, bundle = self.party(who), self.sticks[which % len(self.sticks)]
        before = party.held()
        with barred():
            party.receive(bundle)
        assert before <= party.held()
        after = party.everything()
        with contextlib.suppress(Refused):
            assert party.receive(bundle).new == 0
        assert party.everything() == after

    @precondition(lambda self: len(self.parties) < 6)
    @rule(who=WHO)
    def copy(self, who: int) -> None:
        self.parties.append(self.party(who).copy(self.folder / f"copy-{len(list(self.folder.iterdir()))}"))

    @rule(who=WHO, other=WHO)
    def restore(self, who: int, other: int) -> None:
        """A copy takes the place of the folder that it was made of, or the other way round: what was newer is lost."""
        one, copy = self.party(who), self.party(other)
        if one is not copy and one.device is copy.device:
            self.lost = self.lost or not one.held() <= copy.held()
            one.journal.close()
            self.parties = [party for party in self.parties if party is not one]

    @precondition(lambda self: not self.joined)
    @rule(who=WHO)
    def another(self, who: int) -> None:
        party, device = self.party(who), self.devices[3]
        folder = self.folder / "joined"
        try:
            enrol_device(party.journal, device.card, by="tester", day=DAY)
            bundle = party.export(everything=True)
        except Refused:
            return
        folder.mkdir()
        journal = join_journal(folder / "journal.sqlite", device, bundle, founder=self.devices[0].id).journal
        self.parties.append(Party(folder=folder, device=device, journal=journal))
        self.joined = True

    @rule(who=WHO, whom=st.integers(1, 3), start=st.none() | st.integers(1, 9))
    def revoke(self, who: int, whom: int, start: int | None) -> None:
        try:
            revoke_device(self.party(who).journal, self.devices[whom].id, by="tester", day=DAY, start=start)
        except Refused:
            return

    def teardown(self) -> None:
        if getattr(self, "parties", None):
            self.check()
            for party in self.parties:
                party.journal.close()
            shutil.rmtree(self.folder)

    def check(self) -> None:
        self.all_meet()
        first, *others = self.active()
        for party in others:
            assert party.held() == first.held()
        if not self.lost:
            assert self.recorded <= {one for party in self.parties for one in party.held()}
            assert [party.waiting() for party in self.active()] == [0] * len(self.active())
            found = [finding for party in self.active() for finding in party.findings() if finding.wrong]
            # Copies of a folder make chains that split, which is what must be said; anything else must not be.
            assert [finding for finding in found if finding.code not in SPLITS] == []
        founder = self.devices[0]
        if not any(device == founder.id for device, _ in first.aside()):
            self.settle(next(party for party in self.parties if party.device is founder))
            self.all_meet()
            facts = [list(party.journal.facts()) for party in self.active()]
            assert all(one == facts[0] for one in facts)

    def settle(self, office: Party) -> None:
        """The founder revokes every device of which entries are in quarantine, from the first of these on."""
        aside = office.aside()
        for device in sorted({device for device, _ in aside}):
            start = min(number for other, number in aside if other == device)
            revoke_device(office.journal, device, by="tester", day=DAY, start=start)

    def active(self) -> list[Party]:
        """The folders of devices that take part by everybody's word."""
        ids = [{card.id for card in party.journal.trust().active()} for party in self.parties]
        return [party for party in self.parties if all(party.device.id in known for known in ids)]

    def all_meet(self) -> None:
        """Everybody brings a stick to one of them and takes one home, until all know all."""
        for _ in range(3):
            middle, *others = self.active()
            for party in [*others, *(one for one in self.parties if one is not middle and one not in others)]:
                for giver, taker in ((party, middle), (middle, party)):
                    with barred():
                        # Copies of one device can't know of each other what the other lacks.
                        taker.receive(giver.export(everything=giver.device is taker.device))


TestDevices = Devices.TestCase
TestDevices.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
