"""The form of a bundle: what one device tells the others, as a file that only they can open.

Inside: JSON lines, compressed, padded with zeros; outside: age (see `seal`). The first line is the header, each
line after it an entry as [content, signature], the last one how many there are and the sender's signature over all
bytes before it. A bundle is read as it unpacks, so nothing of it may be kept before the last line was reached: its
reader works in one transaction.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from malja.journal.chain.device import Card, check_card
from malja.journal.chain.entry import DEVICE_ID, HEX_HASH, LARGEST_WHOLE, MOMENT, Tip
from malja.problems import Problem, Refused

_FORMAT = "malja.bundle/1"
#: Bytes of the largest bundle that is taken in, as it comes.
LARGEST_BUNDLE = 2**30
#: Every character of the longest entry may take six (`\\u0000`), and the line a little more.
_LONGEST_LINE = 2 * 1024 * 1024
#: A file unpacks to at most so many times its size. Entries of one device that shrink better than that must not stop
#: the others' files: whoever packs a bundle fills it up with zeros until this holds.
_MOST_TIMES = 40
#: Bytes of the most that a bundle unpacks to, padding apart: what comes behind that goes out the next time.
LARGEST_TEXT = 2**31
_ROOM = 1024 * 1024
_PIECE = 64 * 1024

_decode = json.JSONDecoder().decode
#: Signs bytes given in hex, as `Device.sign` does.
Sign = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """Who made the bundle (its card), of which site (its id, and the card of the founder), and what it held then.

    `tips`: the last entry of each chain that the sender holds; `quarantine_hash`: over what it keeps in quarantine;
    `made`: by the sender's clock (UTC, to the second), which is only ever compared with itself.
    """

    site: str
    founder: Card
    card: Card
    tips: Mapping[str, Tip]
    quarantine_hash: str
    made: str

    def to_json(self) -> dict[str, object]:
        """The first line of the bundle."""
        return {
            "format": _FORMAT,
            "site": self.site,
            "founder": _said(self.founder),
            "from": _said(self.card),
            "heads": {device: [tip.number, tip.hash] for device, tip in sorted(self.tips.items())},
            "aside": self.quarantine_hash,
            "made": self.made,
        }


@dataclass(frozen=True, slots=True)
class BundleLine:
    """An entry as it travels: its content (canonical JSON) and its signature in hex; the hash follows from them."""

    content: str
    signature: str


def pack_bundle(header: BundleHeader, lines: Iterable[BundleLine], sign: Sign) -> bytes:
    """The bundle's inside: compressed lines, the last one signed by the sender. Padding and age are put around it.

    It is filled up so that its reader takes it, however well the entries of some device shrink.
    """
    squeeze, digest, packed, count, length = zlib.compressobj(6), hashlib.sha256(), [], 0, 0

    def put(value: object) -> None:
        nonlocal length
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        length += len(text)
        digest.update(text)
        packed.append(squeeze.compress(text))

    put(header.to_json())
    for count, line in enumerate(lines, start=1):  # noqa: B007
        put([line.content, line.signature])
    put({"entries": count, "signature": sign(_signed(digest.digest()))})
    return b"".join([*packed, squeeze.flush()]).ljust(-(-(length - _ROOM) // _MOST_TIMES), b"\0")


def measure_line(line: BundleLine) -> int:
    """How many bytes an entry takes in a bundle, before that is compressed."""
    content = line.content
    return len(content.encode()) + content.count('"') + content.count("\\") + len(line.signature) + len('["",""]\n')


@dataclass(slots=True)
class BundleReader:
    """A bundle being read: its header at once, then its lines, each once.

    `lines` raises Refused where the bundle is damaged, cut off, not signed by its sender or unpacks to too much, at
    the latest at its end: whoever keeps what it gives must be able to take it back.
    """

    label: str
    header: BundleHeader
    _texts: Iterator[bytes]
    _digest: Any = field(repr=False)

    def lines(self) -> Iterator[BundleLine]:
        """The entries in the order in which the sender holds them."""
        count = 0
        for text in self._texts:
            value = _json(text, self.label)
            match value:
                case [str(content), str(signature)]:
                    self._digest.update(text + b"\n")
                    count += 1
                    yield BundleLine(content, signature)
                case {"entries": int(entries), "signature": str(signature)} if entries == count:
                    self._end(signature)
                    return
                case _:
                    raise build_refusal("bundle_damaged", self.label)
        raise build_refusal("bundle_damaged", self.label)

    def _end(self, signature: str) -> None:
        signed = _signed(self._digest.digest())
        if next(self._texts, None) is not None or not _is_hex(signature, 64):
            raise build_refusal("bundle_damaged", self.label)
        if not self.header.card.verify(signed, signature):
            raise build_refusal("bundle_wrongly_signed", self.label, sender=self.header.card.name)


def unpack_bundle(content: bytes, *, label: str) -> BundleReader:
    """Begin to read the inside of a bundle; raises Refused, with `label` as the file, where it can't be one."""
    texts = _texts(content, label)
    first = next(texts, b"")
    header = _header(_json(first, label), label)
    digest = hashlib.sha256(first + b"\n")
    return BundleReader(label, header, texts, digest)


def build_refusal(code: str, label: str, **values: object) -> Refused:
    """The refusal of a bundle as a whole."""
    return Refused([Problem(code=code, file=label, values=tuple((name, str(said)) for name, said in values.items()))])


def _signed(digest: bytes) -> str:
    """What the sender signs, in hex: longer than an entry's hash, so that no bundle's signature can serve an entry."""
    return (_FORMAT.encode() + b"\n" + digest).hex()


def _texts(content: bytes, label: str) -> Iterator[bytes]:
    """The lines, as they unpack, without their ends; what follows the compressed part is padding."""
    rest = b""
    for piece in _pieces(content, label):
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise build_refusal("bundle_damaged", label)
        yield from whole
    if rest:
        raise build_refusal("bundle_damaged", label)


def _pieces(content: bytes, label: str) -> Iterator[bytes]:
    unpacking, room = zlib.decompressobj(), min(_ROOM + _MOST_TIMES * len(content), LARGEST_TEXT + _LONGEST_LINE)
    for start in range(0, len(content), _PIECE):
        waiting = content[start : start + _PIECE]
        while waiting and not unpacking.eof:
            try:
                piece = unpacking.decompress(waiting, _PIECE)
            except zlib.error as wrong:
                raise build_refusal("bundle_damaged", label) from wrong
            waiting, room = unpacking.unconsumed_tail, room - len(piece)
            if room < 0:
                raise build_refusal("bundle_huge", label, times=_MOST_TIMES)
            yield piece
        if unpacking.eof:
            return
    raise build_refusal("bundle_damaged", label)


def _json(text: bytes, label: str) -> object:
    try:
        return _decode(text.decode())
    except (ValueError, RecursionError) as wrong:
        raise build_refusal("bundle_damaged", label) from wrong


def _header(value: object, label: str) -> BundleHeader:
    if not isinstance(value, dict) or not str(value.get("format", "")).startswith("malja.bundle/"):
        raise build_refusal("bundle_not", label)
    if value["format"] != _FORMAT:
        raise build_refusal("bundle_newer", label, format=str(value["format"])[:40])
    match value:
        case {
            "site": str(site),
            "founder": founder,
            "from": sender,
            "heads": dict(tips),
            "aside": str(aside),
            "made": str(made),
        } if HEX_HASH.fullmatch(aside) and MOMENT.fullmatch(made):
            ends = {device: _head(device, tip, label) for device, tip in tips.items()}
            header = BundleHeader(site, _card(founder, label), _card(sender, label), ends, aside, made)
            if header.founder.id == site:
                return header
    raise build_refusal("bundle_damaged", label)


def _said(card: Card) -> dict[str, str]:
    return {"name": card.name, "key": card.key, "recipient": card.recipient}


def _card(value: object, label: str) -> Card:
    match value:
        case {"name": str(name), "key": str(key), "recipient": str(recipient)} if _is_hex(key, 32):
            try:
                return check_card(Card(name=name, key=key, recipient=recipient))
            except Refused as wrong:
                raise build_refusal("bundle_damaged", label) from wrong
    raise build_refusal("bundle_damaged", label)


def _head(device: str, tip: object, label: str) -> Tip:
    match tip:
        case [number, str(hashed)] if (
            DEVICE_ID.fullmatch(device) and type(number) is int and HEX_HASH.fullmatch(hashed)
        ):
            if 0 < number <= LARGEST_WHOLE:
                return Tip(number, hashed)
    raise build_refusal("bundle_damaged", label)


def _is_hex(text: str, length: int) -> bool:
    return len(text) == 2 * length and not set(text) - set("0123456789abcdef")
