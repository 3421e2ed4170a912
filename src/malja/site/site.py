"""A site with its journal open: facts are recorded, the state and the operation follow from them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from malja import clock
from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry, Tip
from malja.journal.journal import Journal, JournalMoved
from malja.operation.operation import Operation
from malja.operation.rows import Tables
from malja.problems import Origin, Problem, Refused
from malja.site.folder import (
    KEY_FILE,
    SiteFile,
    allow_database,
    make_folder,
    read_site_file,
    require_known_server,
    write_site_file,
)
from malja.site.founding import check_founding, prepare_founding
from malja.site.operation.operation import build_operation
from malja.site.recording import Recording
from malja.site.state import checkpoint
from malja.site.state.device_doubts import find_fork_doubts, find_future_entries, find_latest_day
from malja.site.state.fold import FoldedState, fold_facts, fold_journal, fold_new_entries
from malja.site.state.site_settings import read_time_zone
from malja.site.state.state import State

#: How often facts are checked anew where others record meanwhile.
_TRIES = 20
FIRST_DEVICE = "first"


class Site:
    """An open site. It is a folder with site.toml, this device's key, and the journal (or where the journal is)."""

    def __init__(self, folder: Path, about: SiteFile, journal: Journal) -> None:
        self.folder = folder
        self.about = about
        self.journal = journal
        self._now: FoldedState | None = None
        self._kept = 0  # entries in the last checkpoint
        self._sound = -1  # the position up to which the chains' ends were checked

    @classmethod
    def found(
        cls,
        folder: Path | str,
        *,
        name: str = "",
        database: str | None = None,
        tables: Tables | None = None,
        by: str = "",
        device_name: str = FIRST_DEVICE,
        on: datetime.date | None = None,
    ) -> Self:
        """A new site in a new or empty folder, with its first device; `tables`: an operation that it begins with.

        `on`: the day of the founding; if not given, the day before the operation starts, or today. Raises Refused where
        something is there already, or where the operation can't be recorded; Failed where nothing can be written.
        Nothing is left behind then.
        """
        folder = Path(folder)
        allow_database(database or "")
        start = prepare_founding(tables, name=name, on=on)
        check_founding(start.facts)
        with make_folder(folder) as aside:
            device = Device.new(device_name)
            device.save(aside / KEY_FILE)
            about = SiteFile(site=device.id, name=start.name, database=database or "")
            write_site_file(aside, about)
            where = about.where(aside)
            Journal.create(where, device, start.facts, name=start.name, by=by or device.name, day=start.day).close()
        return cls._open_folder(folder, about)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The site in a folder. Raises Refused where there is none, Failed where its journal can't be read."""
        folder = Path(folder)
        return cls._open_folder(folder, read_site_file(folder))

    @classmethod
    def _open_folder(cls, folder: Path, about: SiteFile) -> Self:
        """The site of a folder whose site.toml says `about`."""
        require_known_server(folder, about)
        closed = about.closed and not (folder / KEY_FILE).exists()
        journal = Journal.open(about.where(folder), None if closed else Device.load(folder / KEY_FILE))
        if journal.site != about.site:
            journal.close()
            raise Refused([Problem.at(None, "site_other_journal", value=folder, site=about.site, other=journal.site)])
        return cls(folder, about, journal)

    def close(self) -> None:
        """Let go of the journal."""
        try:
            self._keep()
        finally:
            self.journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The site's name: as its settings say, else as it was founded."""
        return (self.state().register.row("site") or {}).get("name") or self.about.name

    def record(self, facts: Sequence[Fact], *, by: str = "", origins: Sequence[Origin] = ()) -> tuple[Entry, ...]:
        """Record facts: each is checked against the state as those before it leave it; all are recorded, or none.

        Facts that were imported already are left out. `origins`: where each fact was read, for the problems. Raises
        Refused with every problem, Failed where nothing can be written. Returns what was recorded, in order.
        """
        if self.about.closed:
            raise Refused([Problem.at(None, "site_closed", "", self.about.closed)])
        by = by or self.device_name
        for tries_left in reversed(range(_TRIES)):
            now = self._current()
            recording = Recording(now, self.journal, self.device, by)
            try:
                recording.check(facts, origins)
                if not recording.checked:
                    return ()
                entries = self.journal.append(recording.checked, by=by, after=now.position)
            except JournalMoved:
                if not tries_left:
                    raise
                continue
            finally:
                if recording.ahead:
                    self._now = None
            if recording.takes_back:
                self._now = None
            elif [entry.number for entry in entries] == [fact.number for fact in recording.checked]:
                self._now = recording.recorded()
                self._sound = self._now.position
            return entries
        raise AssertionError

    def problems(self, facts: Sequence[Fact], *, by: str = "", origins: Sequence[Origin] = ()) -> tuple[Problem, ...]:
        """The problems for which `record` would refuse these facts now; nothing is recorded."""
        recording = Recording(self._current(), self.journal, self.device, by or self.device_name)
        try:
            recording.check(facts, origins)
        except Refused as refused:
            return refused.problems
        finally:
            if recording.ahead:
                self._now = None
        return ()

    def state(self, until: datetime.date | None = None) -> State:
        """The state that all facts give; `until`: those that happened up to the evening of that day."""
        if until is None:
            return self._current().state
        return fold_facts(self.journal, until)[0]

    def operation(self, start: datetime.date | None = None) -> Operation:
        """The operation from the evening before `start`, or of the last day. Refused where the tables make none."""
        day, state = self.evening(None if start is None else start - datetime.timedelta(days=1))
        return build_operation(state, day + datetime.timedelta(days=1))

    @property
    def today(self) -> datetime.date:
        """Today's date at the site: in its time zone, or in the device's own where none is set."""
        return clock.today(read_time_zone(self.state().register))

    @property
    def next_day(self) -> datetime.date:
        """The day after `last_day`."""
        return self.last_day + datetime.timedelta(days=1)

    @property
    def last_day(self) -> datetime.date:
        """The last day on which anything happened; an entry of a day that has not come does not count."""
        return self.evening()[0]

    def evening(self, as_of: datetime.date | None = None) -> tuple[datetime.date, State]:
        """A day (if not given, the last one) and the state on its evening."""
        if as_of is not None:
            return as_of, self.state(as_of)
        state = self.state()
        latest = find_latest_day(state.founded)
        if state.last is not None and state.last > latest:
            state = self.state(latest)
        return state.last or clock.today(read_time_zone(state.register)) - datetime.timedelta(days=1), state

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What a person must look into or has settled, with forked chains and entries of days that have not come."""
        return (*self.state().doubts, *find_fork_doubts(self.journal), *find_future_entries(self.evening()[1]))

    @property
    def device(self) -> str:
        """This device's id."""
        return self.journal.device.id if self.journal.device else ""

    @property
    def device_name(self) -> str:
        """What people call this device."""
        return self.journal.device.name if self.journal.device else ""

    def tips(self) -> dict[str, Tip]:
        """The last number and hash of each device's chain."""
        return self.journal.tips()

    def rebuild(self) -> State:
        """The state, folded anew from the first entry on without the checkpoint, which is then written anew."""
        checkpoint.delete_checkpoint(self.folder)
        self._now, self._kept = fold_journal(self.journal), 0
        self._keep()
        return self._now.state

    def _current(self) -> FoldedState:
        """The state of the whole journal: the checkpoint with what came since, or folded anew."""
        if self._now is None:
            self._now = checkpoint.load_checkpoint(self.folder, self.journal)
            self._kept = self._now.position if self._now else 0
        if self._now is not None and self._now.position != self.journal.size():
            self._now = fold_new_entries(self._now, self.journal)
        if self._now is None:
            self._now, self._kept = fold_journal(self.journal), 0
        if self._sound != self._now.position:
            # Whatever the state began with: the ends of the chains are signed, and it is as long as they are.
            self.journal.check_ends(self._now.tips, self._now.position)
            self._sound = self._now.position
        self._keep()
        return self._now

    def _keep(self) -> None:
        """Write a checkpoint where many entries came since the last one."""
        if self._now is not None and checkpoint.is_worth_keeping(self._now.position, self._kept):
            checkpoint.save_checkpoint(self.folder, self._now, self.journal)
            self._kept = self._now.position
