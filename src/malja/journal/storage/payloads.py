"""Personal data beside the journal: encrypted, and deleted for good when somebody asks; entries carry the hash alone.

A payload is 32 random bytes and the content, sealed to the device. The hash is over both, so that nobody can try out
whether somebody's name lies under it; once the payload is forgotten, the hash says nothing.
"""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import delete, insert, select

from malja.journal.chain.device import Device
from malja.journal.storage.database import Database
from malja.journal.storage.tables import PAYLOADS
from malja.problems import Failed, Problem

_SALT = 32


def save_payload(database: Database, device: Device, content: bytes) -> str:
    """Keep a content, encrypted to the device; gives the hash (hex) that an entry carries."""
    salted = secrets.token_bytes(_SALT) + content
    hashed = hashlib.sha256(salted).hexdigest()
    with database.writing() as connection:
        connection.execute(insert(PAYLOADS).values(hash=hashed, sealed=device.seal(salted)))
    return hashed


def read_payload(database: Database, device: Device, hashed: str) -> bytes | None:
    """The content under a hash; none where it was forgotten, or never came here.

    Raises Failed where something else lies there, Refused where it was not sealed to this device.
    """
    with database.reading() as connection:
        sealed = connection.execute(select(PAYLOADS.c.sealed).where(PAYLOADS.c.hash == hashed)).scalar()
    if sealed is None:
        return None
    salted = device.unseal(sealed)
    if hashlib.sha256(salted).hexdigest() != hashed:
        raise Failed([Problem.at(None, "payload_damaged", value=hashed)])
    return salted[_SALT:]


def delete_payload(database: Database, hashed: str) -> bool:
    """Delete the content under a hash; whether there was one. SQLite writes zeros over it (secure_delete)."""
    with database.writing() as connection:
        found = connection.execute(delete(PAYLOADS).where(PAYLOADS.c.hash == hashed)).rowcount > 0
    database.sweep()
    return found
