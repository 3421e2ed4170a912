"""The journal of a site: entries are added, read and followed, and never changed."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, select

from malja import clock
from malja.facts.fact import Fact
from malja.journal.chain.append import Stamp, Tail, written
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry, Head, read
from malja.journal.chain.trust import ENROLLED, FOUNDED, OWN_KINDS, Trust, enrolment, trust
from malja.journal.forks import Split, splits
from malja.journal.storage import payloads as beside
from malja.journal.storage.append_point import tail
from malja.journal.storage.database import Database
from malja.journal.storage.quarantine import Aside, any_aside, aside
from malja.journal.storage.replay import changed, ordered, since
from malja.journal.storage.rows import add, entry_of, heads, last_position, stored
from malja.journal.storage.tables import OWN, entries
from malja.journal.verify import Finding, verify
from malja.problems import Failed, Problem, Refused

#: Rows that are fetched at once.
HANDFUL = 1000
#: How many ids are looked up in one question.
ASKED = 500
#: Seconds between two looks at the journal while it is followed.
PAUSE = 0.5

#: The entries that say who may write, as they are read and where they are filed.
_SAYING_WHO = stored(OWN).add_columns(entries.c.device, entries.c.number)
#: Entries as they were added, and the end of the journal behind them.
_Written = tuple[tuple[Entry, ...], Tail]


class Moved(Failed):
    """Something was recorded meanwhile: what was checked has to be checked again."""


class Journal:
    """A site's journal, open; several processes and devices' copies may be open at once.

    Everything raises Failed where the database can't be written to or read: what was acknowledged before stays.
    """

    def __init__(self, database: Database, device: Device | None, site: str) -> None:
        self.database = database
        self.device = device
        #: The site's id, which is the id of the device that founded it.
        self.site = site
        self._lock = threading.Lock()
        self._tail: Tail | None = None

    @classmethod
    def create(
        cls, where: Path | str, founder: Device, facts: Sequence[Fact] = (), *, name: str, by: str, day: datetime.date
    ) -> Self:
        """A new site's journal: who founded it, the founder's card, then the facts given; all of it or nothing.

        `where`: a Path (an SQLite file) or a database's URL. Raises Refused where anything is there already.
        """
        body = {"site": founder.id, "name": name}
        founding = [
            Fact(kind=FOUNDED, happened=day, body=body),
            Fact(kind=ENROLLED, happened=day, body=enrolment(founder.card)),
        ]
        return cls._made(where, founder, founder.id, [*founding, *facts], by)

    @classmethod
    def empty(cls, where: Path | str, device: Device, site: str) -> Self:
        """The journal of a device that joins a site: nothing in it yet. Raises Refused where anything is there."""
        return cls._made(where, device, site, [], "")

    @classmethod
    def _made(cls, where: Path | str, device: Device, site: str, facts: Sequence[Fact], by: str) -> Self:
        database = Database(where)
        with ExitStack() as undone:
            undone.callback(database.close)
            with database.founding(site) as connection:
                start = tail(connection, device.id)
                new, _ = written(facts, start, _stamp(by), sign_all=device.sign_all)
                add(connection, new)
            undone.pop_all()
        return cls(database, device, site)

    @classmethod
    def open(cls, where: Path | str, device: Device | None) -> Self:
        """The journal in a database; without a device it can only be read.

        Raises Refused where there is none, or one of a newer format.
        """
        database = Database(where)
        with ExitStack() as undone:
            undone.callback(database.close)
            journal = cls(database, device, database.site())
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
        position up to which the state was known when the facts were checked. `payloads`: the hash of a payload (see
        `payloads`), by the fact's id. Raises Moved where anything came after that position, Refused where the device
        is not enrolled or was revoked, or a fact holds what no entry may hold; Failed where nothing can be written.
        """
        with self._lock:
            new, end = self._quickly(facts, by, after) or self._carefully(facts, by, after, payloads or {})
            # Who may write is looked up anew after anything that may have changed it.
            self._tail = None if any(entry.fact.kind in OWN_KINDS for entry in new) else end
        return new

    def _quickly(self, facts: Sequence[Fact], by: str, after: int | None) -> _Written | None:
        """One fact, recorded where the journal ended last time; None where it does not end there any more."""
        end = self._tail
        if end is None or self.device is None or len(facts) != 1 or facts[0].id or after not in (None, end.position):
            return None
        new, behind = written(facts, end, _stamp(by), sign_all=self.device.sign_all)
        self._tail = None
        return (new, behind) if self.database.add_alone(new[0]) else None

    def _carefully(self, facts: Sequence[Fact], by: str, after: int | None, payloads: Mapping[str, str]) -> _Written:
        """Facts, recorded where the journal ends now, by a device that may write, each id once."""
        device = self._own()
        with self.database.writing() as connection:
            end, self._tail = self._end(connection, device), None
            if after is not None and end.position != after:
                raise Moved([Problem.at(None, "journal_moved", value=end.position - after)])
            fresh = self._fresh(connection, facts, device.id)
            new, behind = written(fresh, end, _stamp(by), payloads=payloads, sign_all=device.sign_all)
            add(connection, new)
        return new, behind

    def _own(self) -> Device:
        if self.device is None:
            raise Refused([Problem(code="device_missing")])
        return self.device

    def _end(self, connection: Connection, device: Device) -> Tail:
        """The end of the journal, known from the last append or read anew, by a device that may write."""
        if self._tail is not None and self._tail.position == last_position(connection):
            return self._tail
        end = tail(connection, device.id)
        trusted = self._trust(connection)
        if device.id not in trusted.cards:
            raise Refused([Problem(code="device_not_enrolled", value=device.name)])
        if not trusted.counts(device.id, end.own.number + 1):
            raise Refused([Problem(code="device_revoked", value=device.name)])
        return end

    def _fresh(self, connection: Connection, facts: Sequence[Fact], device: str) -> list[Fact]:
        """The facts whose ids the device's chain does not hold, each id once."""
        given = [fact.id for fact in facts if fact.id]
        if not given:
            return list(facts)
        held: set[str] = set()
        for start in range(0, len(given), ASKED):
            asked = entries.c.id.in_(given[start : start + ASKED])
            own = entries.c.device == device
            held |= set(connection.execute(select(entries.c.id).where(asked, own)).scalars())
        fresh = []
        for fact in facts:
            if fact.id not in held:
                fresh.append(fact)
                held |= {fact.id} - {""}
        return fresh

    def read(self, after: int = 0) -> Iterator[Entry]:
        """The entries that came after a position, in the order in which they came."""
        with self.database.reading() as connection:
            query = stored(entries.c.position > after).order_by(entries.c.position)
            with connection.execute(query, execution_options={"yield_per": HANDFUL}) as rows:
                yield from map(entry_of, rows)

    def since(self, position: int) -> list[Entry]:
        """The entries after a position, checked as `facts` does; raises Failed where one is not what it should be."""
        with self.database.reading() as connection:
            return since(connection, position)

    def chain(self, device: str, after: int = 0) -> Iterator[Entry]:
        """The entries of one device behind a number, in the order of its chain."""
        with self.database.reading() as connection:
            query = stored(entries.c.device == device, entries.c.number > after).order_by(entries.c.number)
            with connection.execute(query, execution_options={"yield_per": HANDFUL}) as rows:
                yield from map(entry_of, rows)

    def facts(self, until: datetime.date | None = None) -> Iterator[Fact]:
        """The facts of all entries that count, in the order of the state; `until`: those that happened by that day.

        The order is by turn, device and number: the same in every copy that holds the same entries.
        """
        with self.database.reading() as connection:
            trusted = self._trust(connection)
            counts = trusted.counts
            for fact in ordered(connection, trusted):
                if counts(fact.device, fact.number) and (until is None or fact.happened <= until):
                    yield fact

    def follow(self, after: int, stop: threading.Event) -> Iterator[Entry]:
        """The entries after a position, and each that comes from then on, until `stop` is set."""
        while not stop.is_set():
            for entry in self.read(after):
                after = entry.position
                yield entry
            stop.wait(PAUSE)

    def heads(self) -> dict[str, Head]:
        """The last number and hash of each chain, by device."""
        with self.database.reading() as connection:
            return heads(connection)

    def size(self) -> int:
        """How many entries there are: the position of the last one."""
        with self.database.reading() as connection:
            return last_position(connection)

    def verify(self, against: Mapping[str, Head] | None = None) -> tuple[Finding, ...]:
        """Everything that is wrong; `against`: heads as they were printed (see `heads.read_heads`)."""
        own = self.device.id if self.device else ""
        try:
            with self.database.reading() as connection:
                return tuple(verify(connection, self.site, own, against))
        except Failed as error:
            if error.problems[0].code != "journal_damaged":
                raise
            return (Finding(code="damaged", values=error.problems[0].values),)

    def splits(self) -> tuple[Split, ...]:
        """The chains that split, since a folder was copied and both copies went on."""
        with self.database.reading() as connection:
            return tuple(splits(connection, self._trust(connection))) if any_aside(connection) else ()

    def aside(self) -> tuple[Aside, ...]:
        """The entries in quarantine, which count for nothing, by device and number."""
        with self.database.reading() as connection:
            return tuple(aside(connection))

    def put(self, content: bytes) -> str:
        """Keep personal data encrypted beside the journal; gives the hash that an entry may carry."""
        return beside.put(self.database, self._own(), content)

    def payload(self, hashed: str) -> bytes | None:
        """The personal data under a hash; none where it was forgotten or is not here."""
        return beside.payload(self.database, self._own(), hashed)

    def forget(self, hashed: str) -> bool:
        """Delete the personal data under a hash; whether there was any."""
        return beside.forget(self.database, hashed)

    def trust(self) -> Trust:
        """The devices of the site, as the entries held say."""
        with self.database.reading() as connection:
            return self._trust(connection)

    def _trust(self, connection: Connection) -> Trust:
        found = []
        for content, hashed, signature, position, device, number in connection.execute(_SAYING_WHO):
            try:
                found.append(read(content, hashed, signature, position))
            except Refused:
                raise changed(device, number) from None
        return trust(self.site, found)


def _stamp(by: str) -> Stamp:
    return Stamp(by, clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
