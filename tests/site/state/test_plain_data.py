"""What is told plainly comes back the same, and nothing but values and the classes given comes back."""

from __future__ import annotations

import datetime
import io
import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.site.state.plain_data import NotPlainError, name_class, read_plainly, tell_plainly


class Pair(NamedTuple):
    first: object
    second: object


@dataclass(frozen=True, slots=True)
class Fixed:
    holds: object


class Shell:
    def __init__(self) -> None:
        self.holds: object = None

    def apply(self) -> Shell:
        return self


@dataclass(slots=True)
class Slots:
    holds: list[object] = field(default_factory=list)


CLASSES = {name_class(one): one for one in (Pair, Fixed, Shell, Slots)}
METHODS = frozenset({"apply"})
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)
)
TREES = st.recursive(
    VALUES,
    lambda parts: st.one_of(
        st.lists(parts),
        st.lists(parts).map(tuple),
        st.dictionaries(VALUES, parts),
        st.frozensets(VALUES),
        st.sets(VALUES),
        st.tuples(parts, parts).map(lambda both: Pair(*both)),
        parts.map(Fixed),
        st.lists(parts).map(Slots),
    ),
)


def there_and_back(one: object) -> Any:
    return read_plainly(tell_plainly(one, CLASSES, METHODS), CLASSES, METHODS)


def spell(one: object) -> str:
    """With kinds and digits: True is no 1, and 1.0 no 1; sets in no order."""
    match one:
        case dict():
            return f"{type(one)}{[(spell(key), spell(value)) for key, value in one.items()]}"
        case set() | frozenset():
            return f"{type(one)}{sorted(map(spell, one))}"
        case list() | tuple():
            return f"{type(one)}{list(map(spell, one))}"
        case Fixed() | Slots():
            return f"{type(one)}{spell(one.holds)}"
        case _:
            return repr(one)


@given(TREES)
def test_it_comes_back_the_same(one: object) -> None:
    assert spell(there_and_back(one)) == spell(one)


def test_what_is_shared_stays_shared_and_what_holds_itself_does_so_again() -> None:
    shell, shared = Shell(), [1]
    shell.holds = {"self": shell, "method": shell.apply, "once": shared, "again": (shared, Fixed(shared))}
    back = there_and_back(shell)
    assert isinstance(back, Shell)
    assert isinstance(back.holds, dict)
    assert back.holds["self"] is back
    assert back.holds["method"]() is back
    assert back.holds["once"] is back.holds["again"][0] is back.holds["again"][1].holds
    counted = there_and_back(Counter({"a": 3, Decimal("1.0"): -2, datetime.date(2025, 3, 1): 0}))
    assert type(counted) is Counter
    assert counted == Counter({"a": 3, Decimal("1.0"): -2, datetime.date(2025, 3, 1): 0})


@pytest.mark.parametrize("harm", [Path("x"), io.BytesIO(), print, [1.5], {"x": b"x"}, Shell, [].append, object()])
def test_what_is_no_value_is_not_told(harm: object) -> None:
    with pytest.raises(NotPlainError):
        tell_plainly(harm, CLASSES, METHODS)


def said(**parts: object) -> bytes:
    whole: dict[str, object] = {"plain": ["x"], "days": [], "amounts": [], "shells": [], "fixed": [], "root": 0}
    return json.dumps({**whole, **parts}).encode() + b"\n"


SHELL = name_class(Shell)


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"\x80\x05.",
        b"[" * 100_000,
        said(root=7),
        said(plain=[[1]]),
        said(days=["never"]),
        said(amounts=["many"]),
        said(shells=[["os:system", [], 1, []]]),
        said(shells=[["builtins:type", [], 1, []]]),
        said(shells=[[SHELL, ["__class__"], 1, [0]]], root=1),
        said(shells=[[SHELL, ["__dict__"], 1, [0]]], root=1),
        said(shells=[[SHELL, [], 1, []]], fixed=[["method", [], 1, [1, 0]]], root=2),
        said(fixed=[["method", [], 1, [0, 0]]]),
        said(shells=[["list", [], 1, [[0, 5], [0, 5]]]]),
        said(shells=[["dict", [], 1, [1, 0]]]),
    ],
)
def test_harm_is_refused(harm: bytes) -> None:
    with pytest.raises(NotPlainError):
        read_plainly(harm, CLASSES, METHODS)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_whatever_is_damaged_is_refused_or_gives_plain_values(junk: bytes, at: int) -> None:
    content = tell_plainly([{"a": Pair(1, (2, Shell()))}, Slots([Fixed("x")])], CLASSES, METHODS)
    damaged = content[:at] + junk + content[at + len(junk) :]
    try:
        read_plainly(damaged, CLASSES, METHODS)
    except NotPlainError:
        return
