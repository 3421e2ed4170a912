"""The journal of a site: entries are added, read and followed, and never changed."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from malja import clock
from malja.facts.fact import Fact
from malja.journal.chain.append import AppendPoint, RecordingStamp, make_entries
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry, Tip, hash_content, read_entry
from malja.journal.chain.trust import (
    DEVICE_ENROLLED,
    MEMBERSHIP_KINDS,
    SITE_FOUNDED,
    Trust,
    derive_trust,
    make_enrolment,
)
from malja.journal.forks import Fork, find_forks
from malja.journal.storage.append_point import find_append_point
from malja.journal.storage.database import Database
from malja.journal.storage.ends import check_ends, check_seen, count_membership
from malja.journal.storage.payloads import delete_payload, read_payload, save_payload
from malja.journal.storage.picked_facts import read_facts_at, read_facts_of
from malja.journal.storage.quarantine import QuarantinedEntry, has_quarantine, read_quarantine
from malja.journal.storage.replay import build_changed_failure, read_entries_since, replay_facts
from malja.journal.storage.rows import add_entries, find_last_position, read_row, read_tips, select_entries
from malja.journal.storage.tables import ENTRIES, IS_MEMBERSHIP
from malja.journal.verify import Finding, verify_entries
from malja.problems import Failed, Problem, Refused

#: Rows fetched at once.
_HANDFUL = 1000
#: How many ids are looked up in one question.
_IDS_AT_ONCE = 500
#: Seconds between two looks at the journal while it is followed.
_PAUSE = 0.5

#: The entries that say who may write, as they are read and where they are filed.
_SELECT_MEMBERSHIP = select_entries(IS_MEMBERSHIP).add_columns(ENTRIES.c.device, ENTRIES.c.number)
#: Entries as they were added, and the end of the journal behind them.
_Written = tuple[tuple[Entry, ...], AppendPoint]


class JournalMoved(Failed):
    """Something was recorded meanwhile, so that what was checked must be checked again."""


class Journal:
    """A site's journal, open; several processes may have it open at once.

    Everything raises Failed where the database can't be written to or read: what was acknowledged before stays.
    """

    def __init__(self, database: Database, device: Device | None, site: str) -> None:
        self.database = database
        self.device = device
        #: The site's id, which is the id of the device that founded it.
        self.site = site
        self._lock = threading.Lock()
        self._point: AppendPoint | None = None
        #: The hashes of entries that say who may write, once their signatures were checked.
        self._signed: set[str] = set()

    @classmethod
    def create(
        cls, where: Path | str, founder: Device, facts: Sequence[Fact] = (), *, name: str, by: str, day: datetime.date
    ) -> Self:
        """A new site's journal: who founded it, the founder's card, then the facts given; all of it or nothing.

        `where`: a Path (an SQLite file) or a database's URL. Raises Refused where anything is there already.
        """
        body = {"site": founder.id, "name": name}
        founding = [
            Fact(kind=SITE_FOUNDED, happened=day, body=body),
            Fact(kind=DEVICE_ENROLLED, happened=day, body=make_enrolment(founder.card)),
        ]
        return cls._create(where, founder, founder.id, [*founding, *facts], by)

    @classmethod
    def empty(cls, where: Path | str, device: Device, site: str) -> Self:
        """The journal of a device that joins a site: nothing in it yet. Raises Refused where anything is there."""
        return cls._create(where, device, site, [], "")

    @classmethod
    def _create(cls, where: Path | str, device: Device, site: str, facts: Sequence[Fact], by: str) -> Self:
        database = Database(where)
        with ExitStack() as undone:
            undone.callback(database.close)
            with database.create(site) as connection:
                start = find_append_point(connection, device.id)
                new, _ = make_entries(facts, start, _stamp(by), sign_all=device.sign_all)
                add_entries(connection, new)
            undone.pop_all()
        return cls(database, device, site)

    @classmethod
    def open(cls, where: Path | str, device: Device | None) -> Self:
        """The journal in a database, only to be read without a device. Refused: none there, or a newer format."""
        database = Database(where)
        with ExitStack() as undone:
            undone.callback(database.close)
            journal = cls(database, device, database.read_site())
            undone.pop_all()
        return journal

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(
        self, facts: Sequence[Fact], *, by: str, after: int | None = None, payloads: Mapping[str, str] | None = None
    ) -> tuple[Entry, ...]:
        """Record facts in the device's chain: all are on the disk when this returns, or none is.

        A fact whose id the chain holds already is left out, so that there may be fewer entries than facts. `after`: the
        position up to which the state was known when the facts were checked. `payloads`: by fact id, the
        hash that `put_payload` gave. Raises JournalMoved where anything came after that position, Refused where the
        device is not enrolled or was revoked, or a fact holds what no entry may hold; Failed where nothing can be
        written.
        """
        with self._lock:
            new, point = self._append_one(facts, by, after) or self._append_checked(facts, by, after, payloads or {})
            # Who may write is looked up anew after anything that may have changed it.
            self._point = None if any(entry.fact.kind in MEMBERSHIP_KINDS for entry in new) else point
        return new

    def _append_one(self, facts: Sequence[Fact], by: str, after: int | None) -> _Written | None:
        """One fact, recorded where the journal ended last time; None: the end has moved since, check anew."""
        point = self._point
        if (
            point is None
            or self.device is None
            or len(facts) != 1
            or facts[0].id
            or after not in (None, point.position)
        ):
            return None
        new, behind = make_entries(facts, point, _stamp(by), sign_all=self.device.sign_all)
        self._point = None
        return (new, behind) if self.database.insert_entry(new[0]) else None

    def _append_checked(
        self, facts: Sequence[Fact], by: str, after: int | None, payloads: Mapping[str, str]
    ) -> _Written:
        """Record facts where the journal ends now, if the device may write; each id once."""
        device = self._require_device()
        with self.database.writing() as connection:
            point, self._point = self._find_point(connection, device), None
            if after is not None and point.position != after:
                raise JournalMoved([Problem.at(None, "journal_moved", value=point.position - after)])
            fresh = self._fresh(connection, facts, device.id)
            new, behind = make_entries(fresh, point, _stamp(by), payloads=payloads, sign_all=device.sign_all)
            add_entries(connection, new)
        return new, behind

    def _require_device(self) -> Device:
        if self.device is None:
            raise Refused([Problem(code="device_missing")])
        return self.device

    def _find_point(self, connection: Connection, device: Device) -> AppendPoint:
        """Where the device writes next, known from the last append or read anew. Refused where it may not write."""
        if self._point is not None and self._point.position == find_last_position(connection):
            return self._point
        point = find_append_point(connection, device.id)
        trusted = self._trust(connection)
        # What is signed next would vouch for the end of every chain that it has seen.
        check_ends(connection, trusted)
        if device.id not in trusted.cards:
            raise Refused([Problem(code="device_not_enrolled", value=device.name)])
        if not trusted.counts(device.id, point.own_tip.number + 1):
            raise Refused([Problem(code="device_revoked", value=device.name)])
        return point

    def _fresh(self, connection: Connection, facts: Sequence[Fact], device: str) -> list[Fact]:
        """The facts whose ids are not in the device's chain yet, each id once."""
        ids = [fact.id for fact in facts if fact.id]
        if not ids:
            return list(facts)
        known: set[str] = set()
        for start in range(0, len(ids), _IDS_AT_ONCE):
            asked = ENTRIES.c.id.in_(ids[start : start + _IDS_AT_ONCE])
            own = ENTRIES.c.device == device
            known |= set(connection.execute(select(ENTRIES.c.id).where(asked, own)).scalars())
        fresh = []
        for fact in facts:
            if fact.id not in known:
                fresh.append(fact)
                known |= {fact.id} - {""}
        return fresh

    def read(self, after: int = 0) -> Iterator[Entry]:
        """The entries after a position, in the order in which they came."""
        with self.database.reading() as connection:
            query = select_entries(ENTRIES.c.position > after).order_by(ENTRIES.c.position)
            with connection.execute(query, execution_options={"yield_per": _HANDFUL}) as rows:
                yield from map(read_row, rows)

    def since(self, position: int) -> list[Entry]:
        """The entries after a position, checked as `facts` does; raises Failed where one is not what it should be."""
        with self.database.reading() as connection:
            return read_entries_since(connection, position)

    def check_ends(self, known: Mapping[str, int] | None = None, position: int = 0) -> None:
        """Raises Failed where a chain's end is not signed, positions and chains differ, or not all `known` is there."""
        with self.database.reading() as connection:
            tips = check_ends(connection, self._trust(connection))
            if known is not None:
                check_seen(tips, known, position, find_last_position(connection))

    def count_membership(self) -> int:
        """How many entries say who may write."""
        with self.database.reading() as connection:
            return count_membership(connection)

    def chain(self, device: str, after: int = 0) -> Iterator[Entry]:
        """The entries of one device behind a number, in the order of its chain."""
        with self.database.reading() as connection:
            query = select_entries(ENTRIES.c.device == device, ENTRIES.c.number > after).order_by(ENTRIES.c.number)
            with connection.execute(query, execution_options={"yield_per": _HANDFUL}) as rows:
                yield from map(read_row, rows)

    def facts(self, until: datetime.date | None = None) -> Iterator[Fact]:
        """The facts of all entries that count, in the order of the state; `until`: those that happened by that day.

        The order is by turn, device and number: the same in every copy that holds the same entries.
        """
        with self.database.reading() as connection:
            trusted = self._trust(connection)
            counts = trusted.counts
            for fact in replay_facts(connection, trusted):
                if counts(fact.device, fact.number) and (until is None or fact.happened <= until):
                    yield fact

    def facts_of(self, kinds: Collection[str]) -> list[Fact]:
        """The facts of some kinds that count, in the order of the state, as they are stored; `facts` checks them."""
        with self.database.reading() as connection:
            counts = self._trust(connection).counts
            return [fact for fact in read_facts_of(connection, kinds) if counts(fact.device, fact.number)]

    def facts_at(self, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], Fact]:
        """The facts that count of some devices and numbers, as they are stored; what is not here is left out."""
        with self.database.reading() as connection:
            counts = self._trust(connection).counts
            found = read_facts_at(connection, places)
            return {place: fact for place, fact in found.items() if counts(*place)}

    def follow(self, after: int, stop: threading.Event) -> Iterator[Entry]:
        """The entries after a position, and each that comes from then on, until `stop` is set."""
        while not stop.is_set():
            for entry in self.read(after):
                after = entry.position
                yield entry
            stop.wait(_PAUSE)

    def tips(self) -> dict[str, Tip]:
        """The last number and hash of each chain, by device."""
        with self.database.reading() as connection:
            return read_tips(connection)

    def size(self) -> int:
        """How many entries there are: the position of the last one."""
        with self.database.reading() as connection:
            return find_last_position(connection)

    def verify(self, against: Mapping[str, Tip] | None = None) -> tuple[Finding, ...]:
        """Everything that is wrong; `against`: tips as they were printed (`chain.tips.parse_tips` reads them)."""
        own = self.device.id if self.device else ""
        found: list[Finding] = []
        try:
            with self.database.reading() as connection:
                found += verify_entries(connection, self.site, own, against)
        except Failed as error:
            if error.problems[0].code not in ("journal_damaged", "journal_changed"):
                raise
            found.append(Finding(code="damaged", values=error.problems[0].values))
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, SQLAlchemyError) as error:
            # Values of kinds that no malja wrote: whatever a damaged file holds, it is said and not crashed on.
            found.append(Finding(code="damaged", values=(("reason", type(error).__name__),)))
        return tuple(found)

    def forks(self) -> tuple[Fork, ...]:
        """The chains that forked: a folder was copied, and both copies went on."""
        with self.database.reading() as connection:
            return tuple(find_forks(connection, self._trust(connection))) if has_quarantine(connection) else ()

    def quarantine(self) -> tuple[QuarantinedEntry, ...]:
        """The entries in quarantine, which count for nothing, by device and number."""
        with self.database.reading() as connection:
            return tuple(read_quarantine(connection))

    def put_payload(self, content: bytes) -> str:
        """Keep personal data encrypted beside the journal; gives the hash that an entry may carry."""
        return save_payload(self.database, self._require_device(), content)

    def payload(self, hashed: str) -> bytes | None:
        """The personal data under a hash; none where it was forgotten or is not here."""
        return read_payload(self.database, self._require_device(), hashed)

    def forget_payload(self, hashed: str) -> bool:
        """Delete the personal data under a hash; whether there was any."""
        return delete_payload(self.database, hashed)

    def trust(self) -> Trust:
        """The devices of the site, as the entries held say."""
        with self.database.reading() as connection:
            return self._trust(connection)

    def _trust(self, connection: Connection) -> Trust:
        membership = []
        for content, hashed, signature, position, device, number in connection.execute(_SELECT_MEMBERSHIP):
            try:
                membership.append(read_entry(content, hashed, signature, position))
            except Refused:
                raise build_changed_failure(device, number) from None
        trusted = derive_trust(self.site, membership)
        self._check_signed(trusted, membership)
        return trusted

    def _check_signed(self, trusted: Trust, membership: Sequence[Entry]) -> None:
        """Raises Failed where one of the entries that say who may write is not what its device signed."""
        for entry in membership:
            card = trusted.cards.get(entry.device)
            if card is None or entry.hash in self._signed:
                continue
            if hash_content(entry.content) != entry.hash or not card.verify(entry.hash, entry.signature):
                raise build_changed_failure(entry.device, entry.number)
            self._signed.add(entry.hash)


def _stamp(by: str) -> RecordingStamp:
    return RecordingStamp(by, clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
