"""An entry: a fact in the chain of the device that recorded it, hashed with the entry before it and signed."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NoReturn

from malja.facts.fact import Fact
from malja.problems import Problem, Refused

ENTRY_FORMAT = "malja.entry/1"
#: The most that an entry may hold, in characters: a thousand times what a fact needs.
LONGEST_CONTENT = 200_000
#: The fields of every content; `payload` only where there is one.
_FIELDS = frozenset(
    "before body by device format happened id kind number recorded seen source turn version".split()  # noqa: SIM905
)
DEVICE_ID = re.compile(r"[0-9a-f]{16}")
HEX_HASH = re.compile(r"[0-9a-f]{64}")
ENTRY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
_KIND = re.compile(r"[a-z][a-z0-9_.]{0,59}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: Whole numbers that every database and language can hold.
LARGEST_WHOLE = 2**53


@dataclass(frozen=True, slots=True)
class Tip:
    """The tip of a chain: the number and the hash of its last entry."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a device wrote (`content`), its hash and signature (hex), and the fields of the content.

    `position` is where the entry arrived in this journal, from 1; it is no part of the entry (0: not in a journal).
    """

    content: str
    hash: str
    signature: str
    device: str
    number: int
    before: str
    turn: int
    seen: Mapping[str, Tip]
    fact: Fact
    payload: str = ""
    position: int = field(default=0, compare=False)

    @property
    def order(self) -> tuple[int, str, int]:
        """The entry's place in the order of the state, the same in every copy of the journal."""
        return self.turn, self.device, self.number


def read_entry(content: str, hash: str, signature: str, position: int = 0) -> Entry:  # noqa: A002
    """The entry that a content spells; whether its hash and signature are right is for `verify` to say.

    Raises Refused where the content is no entry: another format, a missing field, a fraction, JSON that is not
    canonical.
    """
    fields = parse_content(content)
    check_content(fields)
    try:
        same = write_canonical_json(fields) == content
    except UnicodeEncodeError:
        same = False
    if not same:
        refuse_entry("entry_not_canonical")
    return build_entry(fields, content, hash, signature, position)


def build_entry(fields: Mapping[str, Any], content: str, hash: str, signature: str, position: int = 0) -> Entry:  # noqa: A002
    """The entry of a content that was parsed and checked."""
    return Entry(
        content=content,
        hash=hash,
        signature=signature,
        device=fields["device"],
        number=fields["number"],
        before=fields["before"],
        turn=fields["turn"],
        seen={device: Tip(number, hashed) for device, (number, hashed) in fields["seen"].items()},
        fact=build_fact(fields),
        payload=fields.get("payload", ""),
        position=position,
    )


def write_canonical_json(fields: Mapping[str, object]) -> str:
    """The canonical JSON of a content: keys in order, no blanks, letters as they are."""
    return _encode(fields)


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def hash_content(content: str) -> str:
    """The SHA-256 of a content's UTF-8, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def build_fact(fields: Mapping[str, Any]) -> Fact:
    """The fact in a content that was checked, or that comes from the journal's own table."""
    seen = fields["seen"]
    return Fact(
        kind=fields["kind"],
        happened=datetime.date.fromisoformat(fields["happened"]),
        body=fields["body"],
        source=fields["source"],
        version=fields["version"],
        id=fields["id"],
        by=fields["by"],
        recorded=fields["recorded"],
        device=fields["device"],
        number=fields["number"],
        seen={device: tip[0] for device, tip in seen.items()} if seen else seen,
    )


def parse_content(content: str) -> dict[str, Any]:
    """Parse a content; raises Refused where it is not JSON, or holds a fraction."""
    if len(content) > LONGEST_CONTENT:
        refuse_entry("entry_long", value=len(content), most=LONGEST_CONTENT)
    try:
        fields = _decode(content)
    except (ValueError, RecursionError):
        refuse_entry("entry_no_json", value=content)
    if not isinstance(fields, dict):
        refuse_entry("entry_no_json", value=content)
    return fields


def _no_fraction(text: str) -> NoReturn:
    refuse_entry("entry_fraction", value=text)


_decode = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction).decode


def check_content(fields: Mapping[str, Any]) -> None:
    """Raises Refused, naming the field, where a content holds something that no entry may hold."""
    if fields.get("format") != ENTRY_FORMAT:
        refuse_entry("entry_format", value=fields.get("format", ""), known=ENTRY_FORMAT)
    if fields.keys() != _FIELDS and (keys := fields.keys() - {"payload"}) != _FIELDS:
        refuse_entry("entry_fields", value=", ".join(sorted(str(key) for key in keys ^ _FIELDS)))
    for name, right in _CHECKS.items():
        if not right(fields[name]):
            refuse_entry("entry_field", column=name, value=fields[name])
    if "payload" in fields and not _is(HEX_HASH, fields["payload"]):
        refuse_entry("entry_field", column="payload", value=fields["payload"])
    if (fields["number"] == 1) != (fields["before"] == ""):
        refuse_entry("entry_field", column="before", value=fields["before"])
    if fields["device"] in fields["seen"]:
        refuse_entry("entry_field", column="seen", value=fields["device"])


def refuse_entry(code: str, column: str = "", value: object = "", **values: object) -> NoReturn:
    """Raises Refused with what is wrong with an entry."""
    raise Refused([Problem.at(None, code, column=column, value=value, **values)])


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _whole(value: object, least: int) -> bool:
    return type(value) is int and least <= value <= LARGEST_WHOLE


def _text(value: object) -> bool:
    return isinstance(value, str)


def _day(value: object) -> bool:
    return type(value) is str and _is_day(value)


# The same few days and moments stand in most entries.
@lru_cache(1000)
def _is_day(text: str) -> bool:
    if len(text) != 10:
        return False
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(value: object) -> bool:
    return type(value) is str and _is_moment(value)


@lru_cache(1000)
def _is_moment(text: str) -> bool:
    if not _is(MOMENT, text):
        return False
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _seen(value: object) -> bool:
    return value == {} or (
        isinstance(value, Mapping)
        and all(
            _is(DEVICE_ID, device)
            and isinstance(tip, list)
            and len(tip) == 2
            and _whole(tip[0], 1)
            and _is(HEX_HASH, tip[1])
            for device, tip in value.items()
        )
    )


def is_body(value: object) -> bool:
    """Whether a body holds only texts, whole numbers, yes and no, and texts by name, under valid names."""
    if type(value) is not dict and not isinstance(value, Mapping):
        return False
    for name, one in value.items():
        if not is_name(name):
            return False
        kind = type(one)
        if kind is str or kind is bool:
            continue
        if kind is int:
            if not -LARGEST_WHOLE <= one <= LARGEST_WHOLE:
                return False
        elif not isinstance(one, Mapping) or not all(type(part) is str for pair in one.items() for part in pair):
            return False
    return True


@lru_cache(1000)
def _is_device(text: str) -> bool:
    return _is(DEVICE_ID, text)


@lru_cache(1000)
def is_kind(value: object) -> bool:
    """Whether this can be the name of a kind of facts."""
    return _is(_KIND, value)


@lru_cache(1000)
def is_name(value: object) -> bool:
    """Whether this can be the name of a part of a body."""
    return _is(_NAME, value)


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "before": lambda value: value == "" or (type(value) is str and HEX_HASH.fullmatch(value) is not None),
    "body": is_body,
    "by": _text,
    "device": lambda value: type(value) is str and _is_device(value),
    "happened": _day,
    "id": lambda value: type(value) is str and ENTRY_ID.fullmatch(value) is not None,
    "kind": lambda value: isinstance(value, str) and is_kind(value),
    "number": lambda value: _whole(value, 1),
    "recorded": _moment,
    "seen": _seen,
    "source": _text,
    "turn": lambda value: _whole(value, 1),
    "version": lambda value: _whole(value, 1),
}
