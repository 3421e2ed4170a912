"""The inside of a backup: a first line with the site's name and a spare device's keys, then a bundle of everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyrage

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.journal.sync.bundle import BundleReader, build_refusal, unpack_bundle
from malja.journal.sync.export import pack_journal
from malja.journal.sync.seal import pad
from malja.problems import Problem, Refused

_FORMAT = "malja.backup/1"
_KEY = "AGE-SECRET-KEY-"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBackup:
    """A backup, deciphered: the site's name, the spare device that a restored one is enrolled by, and all entries."""

    name: str
    spare: Device
    bundle: BundleReader


def pack_backup(journal: Journal, spare: Device, *, name: str) -> tuple[bytes, int]:
    """The inside of a backup, and how many entries it holds. Raises Refused where this device may not write."""
    bundle, entries = pack_journal(journal)
    head = json.dumps({"format": _FORMAT, "name": name, "spare": spare.to_text()}, ensure_ascii=False)
    return head.encode() + b"\n" + pad(bundle), entries


def seal_backup(inside: bytes, recipients: Sequence[str]) -> bytes:
    """The backup, encrypted to age recipients. Raises Refused, naming what is none."""
    keys = []
    for one in recipients:
        try:
            keys.append(pyrage.x25519.Recipient.from_str(one))
        except pyrage.RecipientError:
            raise Refused([Problem.at(None, "backup_recipient", value=one)]) from None
    return bytes(pyrage.encrypt(inside, keys))


def make_key() -> tuple[str, str]:
    """A new key that opens backups, as age writes it, and its recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def open_backup(sealed: bytes, key: str, *, label: str, key_label: str) -> OpenBackup:
    """A backup, opened with the first key in a text. Raises Refused, with the labels as files."""
    lines = (line.strip().upper() for line in key.splitlines())
    try:
        identity = pyrage.x25519.Identity.from_str(next((one for one in lines if one.startswith(_KEY)), ""))
    except pyrage.IdentityError as error:
        raise build_refusal("backup_no_key", key_label) from error
    try:
        return unpack_backup(bytes(pyrage.decrypt(sealed, [identity])), label)
    except pyrage.DecryptError as error:
        raise build_refusal("backup_not_opened", label) from error


def unpack_backup(inside: bytes, label: str) -> OpenBackup:
    """Begin to read a backup that was deciphered; raises Refused, with `label` as the file, where it is none."""
    first, _, rest = inside.partition(b"\n")
    try:
        head = json.loads(first)
    except (ValueError, RecursionError) as wrong:
        raise build_refusal("backup_not", label) from wrong
    match head:
        case {"format": str(form), "name": str(name), "spare": str(spare)} if form == _FORMAT:
            return OpenBackup(name=name, spare=Device.read(spare, label), bundle=unpack_bundle(rest, label=label))
    raise build_refusal("backup_not", label)
