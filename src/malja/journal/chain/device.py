"""A device: the key it signs with, the identity that bundles are sealed to, and the card that others enrol it by."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from malja.files import write_whole
from malja.problems import Failed, Problem, Refused

_FORMAT = "malja.device/1"
CARD_START = "malja-device-1:"
LONGEST_DEVICE_NAME = 60
_RECIPIENT = len("age1") + 58
_CHECK = 4
#: From this many signatures on, a second core pays for itself.
_MANY = 50


@dataclass(frozen=True, kw_only=True)
class Card:
    """What others must know of a device: its name, public signing key (hex) and age recipient. Nothing secret."""

    name: str
    key: str
    recipient: str

    @cached_property
    def id(self) -> str:
        """The device's id: a hash of its key, so that nobody can take another device's id."""
        return make_device_id(bytes.fromhex(self.key))

    @cached_property
    def public(self) -> Ed25519PublicKey:
        """The key that checks the device's signatures."""
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))

    def verify(self, hashed: str, signature: str) -> bool:
        """Whether the signature (hex) is this device's over the hash (hex)."""
        try:
            raw = bytes.fromhex(signature)
            if raw.hex() != signature:
                return False  # Capitals or blanks: the same bytes, and not the text that was written.
            self.public.verify(raw, bytes.fromhex(hashed))
        except (InvalidSignature, ValueError):
            return False
        return True

    def to_text(self) -> str:
        """The card as one line of capital letters and digits, with a checksum: for paper, QR codes and reading out."""
        content = bytes.fromhex(self.key) + self.recipient.encode() + self.name.encode()
        return CARD_START + _encode(hashlib.sha256(content).digest()[:_CHECK] + content)

    @staticmethod
    def read(text: str) -> Card:
        """Read a card from its text; blanks, dashes and small letters do not matter. Raises Refused."""
        letters = "".join(letter for letter in text if not letter.isspace() and letter not in "-‐–—").upper()
        start = CARD_START.replace("-", "").upper()
        if not letters.startswith(start):
            _refuse("card_wrong", text)
        coded = letters.removeprefix(start)
        try:
            raw = base64.b32decode(coded + "=" * (-len(coded) % 8))
        except (binascii.Error, ValueError):
            _refuse("card_wrong", text)
        if _encode(raw) != coded:
            _refuse("card_wrong", text)
        check, content = raw[:_CHECK], raw[_CHECK:]
        if len(content) <= 32 + _RECIPIENT or hashlib.sha256(content).digest()[:_CHECK] != check:
            _refuse("card_wrong", text)
        try:
            recipient, name = content[32 : 32 + _RECIPIENT].decode(), content[32 + _RECIPIENT :].decode()
        except UnicodeDecodeError:
            _refuse("card_wrong", text)
        return check_card(Card(name=name, key=content[:32].hex(), recipient=recipient))


def _encode(content: bytes) -> str:
    """Bytes as capital letters and the digits 2 to 7."""
    return base64.b32encode(content).decode().rstrip("=")


def check_card(card: Card) -> Card:
    """The card, if its keys and its name are valid; raises Refused."""
    try:
        pyrage.x25519.Recipient.from_str(card.recipient)
        _ = card.public
    except (pyrage.RecipientError, ValueError):
        _refuse("card_wrong", card.name)
    if card.name != clean_device_name(card.name):
        _refuse("device_name_wrong", card.name)
    return card


def make_device_id(key: bytes) -> str:
    """The id of the device whose public signing key this is."""
    return hashlib.sha256(key).hexdigest()[:16]


def format_fingerprint(device: str) -> str:
    """A device's id as it is read out: four groups of four."""
    return " ".join(device[start : start + 4] for start in range(0, len(device), 4))


def clean_device_name(name: str) -> str:
    """A device's name, trimmed; raises Refused where it is blank, long or holds what cannot be seen."""
    trimmed = unicodedata.normalize("NFC", name).strip()
    if not trimmed or len(trimmed) > LONGEST_DEVICE_NAME or not trimmed.isprintable():
        _refuse("device_name_wrong", name)
    return trimmed


class Device:
    """One device with its secrets; made once, kept beside the journal in a file that its owner alone reads."""

    def __init__(self, name: str, signing: bytes, identity: str) -> None:
        self._signing: Ed25519PrivateKey = Ed25519PrivateKey.from_private_bytes(signing)
        self._identity = pyrage.x25519.Identity.from_str(identity)
        self._secrets = (signing, identity)
        self.card = Card(
            name=clean_device_name(name),
            key=self._signing.public_key().public_bytes_raw().hex(),
            recipient=str(self._identity.to_public()),
        )

    @property
    def id(self) -> str:
        """The device's id."""
        return self.card.id

    @property
    def name(self) -> str:
        """What people call the device."""
        return self.card.name

    @staticmethod
    def new(name: str) -> Device:
        """A device with fresh keys."""
        return Device(name, Ed25519PrivateKey.generate().private_bytes_raw(), str(pyrage.x25519.Identity.generate()))

    def sign(self, hashed: str) -> str:
        """The signature (hex) over a hash (hex)."""
        return self._signing.sign(bytes.fromhex(hashed)).hex()

    def sign_all(self, hashes: Sequence[str]) -> list[str]:
        """The signatures over many hashes; half of them on another core, for signing is most of the work."""
        if len(hashes) < _MANY:
            return [self.sign(hashed) for hashed in hashes]
        half = len(hashes) // 2
        with ThreadPoolExecutor(1) as other:
            rest = other.submit(lambda: [self.sign(hashed) for hashed in hashes[half:]])
            return [self.sign(hashed) for hashed in hashes[:half]] + rest.result()

    def seal(self, content: bytes, others: Iterable[Card] = ()) -> bytes:
        """The content, encrypted to this device and others."""
        return seal_to_cards(content, (self.card, *others))

    def unseal(self, content: bytes) -> bytes:
        """What was sealed to this device; raises Refused where it was not, or where it is damaged."""
        try:
            plain: bytes = pyrage.decrypt(content, [self._identity])
        except pyrage.DecryptError as error:
            raise Refused([Problem.at(None, "sealed_for_others")]) from error
        return plain

    def save(self, path: Path) -> None:
        """Keep the device's secrets in a file of its owner's; raises Failed."""
        write_whole(path, (self.to_text() + "\n").encode(), secret=True)

    def to_text(self) -> str:
        """The device with its secrets, as JSON."""
        signing, identity = self._secrets
        secrets = {"format": _FORMAT, "name": self.name, "signing": signing.hex(), "identity": identity}
        return json.dumps(secrets, indent=2, ensure_ascii=False)

    @staticmethod
    def load(path: Path) -> Device:
        """The device kept in a file; raises Refused where there is none, Failed where it can't be read."""
        try:
            content = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise Refused([Problem(code="device_missing", file=str(path))]) from None
        except (OSError, UnicodeDecodeError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise Failed([Problem(code="file_unreadable", file=str(path), values=(("reason", reason),))]) from error
        return Device.read(content, str(path))

    @staticmethod
    def read(content: str, label: str) -> Device:
        """The device that a text of `to_text` tells; raises Refused, with `label` as the file, where it tells none."""
        try:
            secrets = json.loads(content)
            if secrets["format"] != _FORMAT:
                raise Refused([Problem(code="device_unreadable", file=label)])
            return Device(secrets["name"], bytes.fromhex(secrets["signing"]), secrets["identity"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, pyrage.IdentityError) as error:
            raise Refused([Problem(code="device_unreadable", file=label)]) from error


def verify_all(signed: Sequence[tuple[Card, str, str]]) -> list[bool]:
    """Whether each signature (card, hash, signature) is that device's; half of them on another core, as `sign_all`."""

    def verify(part: Sequence[tuple[Card, str, str]]) -> list[bool]:
        return [card.verify(hashed, signature) for card, hashed, signature in part]

    if len(signed) < _MANY:
        return verify(signed)
    half = len(signed) // 2
    with ThreadPoolExecutor(1) as other:
        rest = other.submit(verify, signed[half:])
        return verify(signed[:half]) + rest.result()


def seal_to_cards(content: bytes, cards: Iterable[Card]) -> bytes:
    """The content, encrypted to the devices of the cards."""
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(card.recipient) for card in cards])
    return sealed


def _refuse(code: str, value: str) -> NoReturn:
    raise Refused([Problem.at(None, code, value=value)])
