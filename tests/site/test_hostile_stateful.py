"""Three devices, one of them malicious: the two others never stop recording, agree to the byte, and revoke it."""

from __future__ import annotations

import atexit
import datetime
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.chain.entry import LARGEST_WHOLE, Entry, Tip, is_body
from malja.site.exchange import enrol_member, receive_site_bundle, revoke_member, verify_site, write_site_bundle
from malja.site.join import join_site, load_card
from malja.site.site import Site
from malja.site.state.kinds import FACT_KINDS
from malja.tables.columns import Column
from tests.journal.hostile import HostileDevice
from tests.site.bases import DAY, arrived, founded
from tests.site.network import as_bytes

EXAMPLES = int(os.environ.get("MALJA_HOSTILE_EXAMPLES", "4"))
#: Entries that a bundle of the malicious device holds at most.
MOST = 8
DAYS = ("2025-03-11", "2025-03-01", "2099-01-01", "9999-12-31", "0001-01-01")
TEXTS = ("base", "base", "rice", "everyone", "", "f1", "r1", "x" * 3_000, "\u202eabc", "=1+1", "first", "\u0661")
NUMBERS = ("1", "1", "0.5", "-1", "0", "9" * 60, "1e400", "NaN", "\u0661")
WHOLES = (1, 1, 0, 7, -1, LARGEST_WHOLE, -LARGEST_WHOLE)


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """What a malicious device may write into a column: mostly what fits, and all that can be signed besides."""
    fits: dict[str, tuple[Any, ...]] = {
        "whole": WHOLES,
        "number": NUMBERS,
        "date": DAYS,
        "yes_no": (True, False),
        "choice": (*column.choices, "none of these"),
    }
    others = (1, "1", True, {"a": "b"})
    return st.one_of(*[st.sampled_from(fits.get(column.kind, TEXTS))] * 6, st.sampled_from(others))


@st.composite
def facts(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A fact of any kind, with any of its columns filled in anyhow; tables, devices and foundings too."""
    name = draw(st.sampled_from([*FACT_KINDS, "table.set", "table.removed", "device.revoked", "site.founded", "x.y"]))
    if name.startswith("table."):
        table = draw(st.sampled_from(["places", "items", "operation", "committed", "stock", "none"]))
        row = draw(st.sampled_from(['["base"]', '["rice"]', "[]", '["a","b","c"]', "[", '["\\ud800"]']))
        cell = st.sampled_from(["role", "name", "time_zone", "start", "week_starts", "x"])
        values = draw(st.dictionaries(cell, st.sampled_from([*TEXTS, *NUMBERS, *DAYS]), max_size=3))
        return name, {"table": table, "row": row, "values": values}
    if name in ("device.revoked", "site.founded", "x.y"):
        return name, {"device": draw(st.sampled_from(TEXTS)), "from": draw(st.sampled_from(WHOLES)), "site": "x"}
    columns = FACT_KINDS[name].columns
    body = {one.name: draw(values_of(one)) for one in columns if one.required or draw(st.booleans())}
    return name, body


LIES = st.dictionaries(
    st.sampled_from(["turn", "happened", "recorded", "version", "by", "source", "id"]), st.integers(0, 3), max_size=2
)


def lie(name: str, which: int, hostile: HostileDevice) -> Any:
    return {
        "turn": (1, hostile.turn + 2, LARGEST_WHOLE, LARGEST_WHOLE - 1),
        "happened": DAYS[1:],
        "recorded": ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2025-03-11T06:00:00Z", "2025-01-01T00:00:00Z"),
        "version": (1, 2, 99, LARGEST_WHOLE),
        "by": ("", "office", "x" * 5_000, "\u202e"),
        "source": ("", "x" * 5_000, "=1+1", "gate"),
        "id": ("i-" + "0" * 32, "same", "i-1", "z" * 80),
    }[name][which]


@cache
def template() -> tuple[Path, Device]:
    folder = Path(tempfile.mkdtemp(prefix="malja-hostile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    gate = Device.new("gate")
    with founded(folder / "office") as office:
        office.record([arrived(100)])
        enrol_member(office, load_card(folder / "store", name="store").to_text(), by="head", day=DAY)
        enrol_member(office, gate.card.to_text(), by="head", day=DAY)
        write_site_bundle(office, folder / "join.bin")
    join_site(folder / "store", folder / "join.bin")
    return folder, gate


class Malice(RuleBasedStateMachine):
    """What a malicious device sends to either of the two others, who record and exchange meanwhile."""

    @initialize()
    def begin(self) -> None:
        made, gate = template()
        self.folder = Path(tempfile.mkdtemp(prefix="malja-hostile-"))
        for name in ("office", "store"):
            shutil.copytree(made / name, self.folder / name)
        self.sites = [Site.open(self.folder / name) for name in ("office", "store")]
        self.hostile = HostileDevice(device=gate)
        self.signed: list[Entry] = []
        self.told = 0

    @rule(who=st.integers(0, 1))
    def record(self, who: int) -> None:
        self.told += 1
        note = Fact(kind="shift.handed_over", happened=DAY, body={"text": f"note {self.told}"})
        assert len(self.sites[who].record([note])) == 1

    @rule(told=st.lists(st.tuples(facts(), LIES), min_size=1, max_size=MOST), sees=st.booleans())
    def sign(self, told: list[tuple[tuple[str, dict[str, Any]], dict[str, int]]], sees: bool) -> None:
        for (kind, body), lies in told:
            assert is_body(body)
            seen: dict[str, Tip] = {}
            if sees and not self.signed:
                site = self.sites[0]
                seen = {site.device: site.tips()[site.device]}
                self.hostile.turn = site.tips()[site.device].number
            changed = {name: lie(name, which, self.hostile) for name, which in lies.items()}
            self.signed.append(self.hostile.sign(kind, body, seen, **{"happened": DAYS[0], **changed}))
            self.hostile.turn = min(self.hostile.turn, 10_000)

    @rule(back=st.integers(0, 20))
    def fork(self, back: int) -> None:
        """Go on from an earlier entry, as if nothing had come behind it."""
        if self.signed:
            entry = self.signed[-1 - back % len(self.signed)]
            self.hostile.tip, self.hostile.turn = Tip(entry.number, entry.hash), min(entry.turn, 10_000)

    @rule(who=st.integers(0, 1), last=st.integers(1, 30), number=st.sampled_from([1, 5, 4_000, LARGEST_WHOLE]))
    def send(self, who: int, last: int, number: int) -> None:
        site = self.sites[who]
        tips = {one: Tip(number, "ab" * 32) for one in (*site.tips(), "0" * 16)} if last % 2 else {}
        bundle = self.hostile.pack(self.signed[-last:], site.journal, self.folder / "hostile.bin", tips)
        receive_site_bundle(site, bundle)

    @rule()
    def exchange(self) -> None:
        for giver, taker in (self.sites, self.sites[::-1]):
            bundle = write_site_bundle(giver, self.folder)
            receive_site_bundle(taker, bundle.file)

    def teardown(self) -> None:
        if not hasattr(self, "sites"):
            return
        try:
            self.check()
        finally:
            for site in self.sites:
                site.close()
            shutil.rmtree(self.folder)

    def check(self) -> None:
        office, store = self.sites
        self.record(0)
        self.record(1)
        self.exchange()
        revoke_member(office, self.hostile.device.id, by="head", day=DAY, start=1, reason="stolen")
        self.exchange()
        self.exchange()
        for site in self.sites:
            assert site.record([arrived(1)])
        self.exchange()
        assert as_bytes(office.state()) == as_bytes(store.state())
        assert office.doubts == store.doubts == ()
        assert office.state().headcount.present("base") == 102
        assert [one for site in self.sites for one in verify_site(site) if one.wrong] == []
        assert office.last_day == DAY == datetime.date.fromisoformat(DAYS[0])


TestMalice = Malice.TestCase
TestMalice.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to make a failure short takes minutes
    suppress_health_check=list(HealthCheck),
)
