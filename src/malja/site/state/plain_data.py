"""A state as plain data and back: values, and columns of numbers that say which of them belong to which.

Everything that a state is made of has a number: texts and whole numbers, days, amounts; then lists, dicts, sets and
objects that change (made empty, filled at the end, so that they may hold each other); then tuples and objects that
never change, each after its parts. Whatever the data says, nothing is made of it but values and objects of the classes
given: nothing is imported, no object is asked how it wants to be made, and no class is touched.
"""

from __future__ import annotations

import datetime
import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice, repeat
from types import MethodType
from typing import Any

#: A class as the data names it, and the attributes that its objects have.
_Shape = tuple[str, tuple[str, ...]]
#: Of what never changes: how many steps it stands above what it is made of, and its shape.
_Step = tuple[int, str, tuple[str, ...]]

_MUTABLE: dict[str, type] = {"list": list, "dict": dict, "set": set, "Counter": Counter}
_FIXED: dict[str, type] = {"tuple": tuple, "frozenset": frozenset}
_METHOD = "method"
_PLAIN = (str, int, bool, type(None))
#: Kinds of values, in the order in which they are numbered.
_VALUES: dict[type, str] = {**dict.fromkeys(_PLAIN, "plain"), datetime.date: "days", Decimal: "amounts"}
_NUMBER = "I"
#: Texts of more letters than this stand behind the head as they are: to read them takes no time.
_LONG = 1_000
#: JSON can hold halves of letters: they are kept as they are.
_WHOLE = "surrogatepass"


class NotPlainError(Exception):
    """Something that can't be told as plain data, or data that tells of no object."""


def name_class(cls: type) -> str:
    """How the data names a class."""
    return f"{cls.__module__}:{cls.__qualname__}"


def tell_plainly(root: object, classes: Mapping[str, type], methods: frozenset[str]) -> bytes:
    """An object and all that hangs on it. Raises NotPlainError where something in it is of none of the classes."""
    try:
        return _Teller(classes, methods).tell(root)
    except RecursionError as wrong:
        raise NotPlainError("depth") from wrong


def read_plainly(content: bytes, classes: Mapping[str, type], methods: frozenset[str]) -> Any:
    """The object that was told. Raises NotPlainError where the bytes tell of none."""
    try:
        head, _, rest = content.partition(b"\n")
        told = json.loads(head)
        at = 0
        for place, size in told["long"]:
            told["plain"][place] = rest[at : at + size].decode(errors=_WHOLE)
            at += size
        return _Reader(told, rest[at:], classes, methods).read()
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError) as wrong:
        raise NotPlainError(str(wrong)) from wrong


class _Teller:
    """Numbers everything on the way down, and sorts what was numbered by kind at the end."""

    def __init__(self, classes: Mapping[str, type], methods: frozenset[str]) -> None:
        self._names = {cls: name for name, cls in classes.items()}
        self._methods = methods
        self._values: dict[str, dict[tuple[type, object], int]] = {kind: {} for kind in _VALUES.values()}
        self._seen: dict[int, int] = {}
        self._levels: list[int] = []
        #: What was numbered by its address, so that nothing else can get that address meanwhile.
        self._alive: list[object] = []
        self._shells: dict[_Shape, list[int]] = defaultdict(list)
        self._fixed: dict[_Step, list[int]] = defaultdict(list)
        self._parts: dict[int, list[int]] = {}
        self._numbers = array(_NUMBER)

    def tell(self, root: object) -> bytes:
        """Number everything, then write it in the order in which it can be made."""
        top = self._number(root)
        final = array(_NUMBER, bytes(array(_NUMBER).itemsize * len(self._levels)))
        groups = (*(kept.values() for kept in self._values.values()), *self._shells.values())
        place = 0
        for group in (*groups, *(self._fixed[step] for step in sorted(self._fixed))):
            for number in group:
                final[number] = place
                place += 1
        told: dict[str, Any] = {
            **{kind: [_say_value(value) for _, value in kept] for kind, kept in self._values.items()},
            "shells": [self._say(*shape, made, final) for shape, made in self._shells.items()],
            "fixed": [self._say(*step[1:], self._fixed[step], final) for step in sorted(self._fixed)],
            "root": final[top],
        }
        plain = told["plain"]
        long = {place: text for place, text in enumerate(plain) if type(text) is str and len(text) > _LONG}
        texts = [text.encode(errors=_WHOLE) for text in long.values()]
        for place in long:
            plain[place] = ""
        told["long"] = list(zip(long, map(len, texts), strict=True))
        if sys.byteorder == "big":
            self._numbers.byteswap()
        head = json.dumps(told, separators=(",", ":")).encode()
        return b"".join((head, b"\n", *texts, self._numbers.tobytes()))

    def _take(self, level: int) -> int:
        self._levels.append(level)
        return len(self._levels) - 1

    def _number(self, one: Any) -> int:
        """The number of what was not met before, at least not at this address."""
        kind: Any = type(one)
        self._alive.append(one)
        if kind in _VALUES:
            key = (kind, str(one) if kind is Decimal else one)
            kept = self._values[_VALUES[kind]]
            number = kept.get(key)
            if number is None:
                number = kept[key] = self._take(0)
            self._seen[id(one)] = number
            return number
        if kind in (list, dict, set, Counter) or (kind in self._names and not _is_fixed(kind)):
            number = self._seen[id(one)] = self._take(0)
            name, names, parts = self._take_apart(one, kind)
            self._parts[number] = self._number_all(parts)
            self._shells[name, names].append(number)
            return number
        name, names, parts = self._take_apart(one, kind)
        numbers = self._number_all(parts)
        level = 1 + max([self._levels[part] for part in numbers], default=0)
        number = self._seen[id(one)] = self._take(level)
        self._parts[number] = numbers
        self._fixed[level, name, names].append(number)
        return number

    def _number_all(self, parts: Iterable[object]) -> list[int]:
        known, numbers = self._seen.get, []
        for part in parts:
            number = known(id(part))
            numbers.append(self._number(part) if number is None else number)
        return numbers

    def _take_apart(self, one: Any, kind: Any) -> tuple[str, tuple[str, ...], Iterable[object]]:
        """How the data names what this is, its attributes, and its parts."""
        if kind in (dict, Counter):
            return kind.__name__, (), [part for pair in one.items() for part in pair]
        if kind in (list, set, tuple, frozenset):
            return kind.__name__, (), one
        if kind is MethodType and one.__name__ in self._methods and type(one.__self__) in self._names:
            return _METHOD, ("of", "name"), (one.__self__, one.__name__)
        if kind not in self._names:
            raise NotPlainError(name_class(kind))
        if issubclass(kind, tuple):
            return self._names[kind], kind._fields, one
        names = tuple(name for name in (*_list_slots(kind), *getattr(one, "__dict__", ())) if hasattr(one, name))
        return self._names[kind], names, [getattr(one, name) for name in names]

    def _say(self, name: str, names: tuple[str, ...], made: Sequence[int], final: Sequence[int]) -> list[object]:
        """What is made alike: its name, its attributes, how many, and their columns; of collections lengths and all."""
        parts = [self._parts[number] for number in made]
        if name in _MUTABLE or name in _FIXED:
            flat = [final[number] for one in parts for number in one]
            return [name, [], len(made), [self._say_column([len(one) for one in parts]), self._say_column(flat)]]
        columns = [self._say_column([final[number] for number in column]) for column in zip(*parts, strict=True)]
        return [name, names, len(made), columns]

    def _say_column(self, column: Sequence[int]) -> object:
        """Where the numbers stand behind the words: from where on, how many; one alone where all are the same."""
        if column and column.count(column[0]) == len(column):
            return column[0]
        start = len(self._numbers)
        self._numbers.extend(column)
        return [start, len(column)]


def _say_value(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


class _Reader:
    """Makes what was told, in the order in which it was told."""

    def __init__(self, told: Any, numbers: bytes, classes: Mapping[str, type], methods: frozenset[str]) -> None:
        self._told = told
        self._numbers = array(_NUMBER)
        self._numbers.frombytes(numbers)
        if sys.byteorder == "big":
            self._numbers.byteswap()
        self._classes = classes
        self._known = frozenset(classes.values())
        self._methods = methods
        self._made: list[Any] = []

    def read(self) -> object:
        """Values, then everything empty that changes, then what never changes; then what changes is filled."""
        told, made = self._told, self._made
        if any(type(one) not in _PLAIN for one in told["plain"]):
            raise ValueError("plain")
        made += told["plain"]
        made += map(datetime.date.fromisoformat, told["days"])
        made += map(Decimal, told["amounts"])
        shells = []
        for name, names, count, columns in told["shells"]:
            new = self._make_shells(name, count)
            shells.append((name, names, new, columns))
            made += new
        for name, names, count, columns in told["fixed"]:
            made += self._make_fixed(name, names, count, columns)
        for name, names, new, columns in shells:
            self._fill(name, names, new, columns)
        return made[told["root"]]

    def _make_shells(self, name: str, count: int) -> list[Any]:
        if name in _MUTABLE:
            kind = _MUTABLE[name]
            return [kind() for _ in range(count)]
        return self._make_objects(name, count)

    def _make_objects(self, name: str, count: int) -> list[Any]:
        cls, make = self._classes[name], object.__new__
        return [make(cls) for _ in range(count)]

    def _make_fixed(self, name: str, names: Sequence[str], count: int, columns: Sequence[Any]) -> Iterable[Any]:
        if name in _FIXED:
            return list(map(_FIXED[name], self._split(columns, count)))
        parts = [self._column(column, count) for column in columns]
        if name == _METHOD:
            return [self._bind(of, said) for of, said in zip(*parts, strict=True)]
        cls: Any = self._classes[name]
        if issubclass(cls, tuple):
            return list(map(cls._make, zip(*parts, strict=True)))
        new = self._make_objects(name, count)
        _set_attributes(new, names, parts)
        return new

    def _fill(self, name: str, names: Sequence[str], new: list[Any], columns: Sequence[Any]) -> None:
        if name not in _MUTABLE:
            _set_attributes(new, names, [self._column(column, len(new)) for column in columns])
            return
        for one, parts in zip(new, self._split(columns, len(new)), strict=True):
            if name == "list":
                one.extend(parts)
            elif name == "set":
                one.update(parts)
            else:
                dict.update(one, zip(parts[::2], parts[1::2], strict=True))

    def _column(self, said: Any, count: int) -> Iterator[Any]:
        """The objects of a column, by their numbers."""
        if type(said) is int:
            return repeat(self._made[said], count)
        start, length = said
        if length != count:
            raise ValueError("column")
        return map(self._made.__getitem__, self._numbers[start : start + length])

    def _split(self, columns: Sequence[Any], count: int) -> Iterator[tuple[Any, ...]]:
        """The parts of each collection, from their lengths and all parts behind one another."""
        lengths, flat = columns
        many = [lengths] * count if type(lengths) is int else self._numbers[lengths[0] : sum(lengths)]
        every = self._column(flat, sum(many))
        for length in many:
            yield tuple(islice(every, length))

    def _bind(self, of: Any, name: str) -> MethodType:
        if name not in self._methods or type(of) not in self._known:
            raise ValueError(name)
        return MethodType(getattr(type(of), name), of)


def _set_attributes(new: list[Any], names: Sequence[str], columns: Sequence[Iterator[Any]]) -> None:
    give = object.__setattr__
    for name, column in zip(names, columns, strict=True):
        if name.startswith("__"):
            raise ValueError(name)
        for one, value in zip(new, column, strict=True):
            give(one, name, value)


@cache
def _list_slots(cls: Any) -> tuple[str, ...]:
    """The attributes that a class keeps outside of a dictionary."""
    slots: list[str] = []
    for base in cls.__mro__:
        said = base.__dict__.get("__slots__", ())
        slots += (said,) if isinstance(said, str) else said
    return tuple(name for name in slots if name not in ("__dict__", "__weakref__"))


@cache
def _is_fixed(cls: Any) -> bool:
    """Whether objects of a class never change, so that they may be compared by what they hold."""
    if issubclass(cls, tuple):
        return True
    parameters = getattr(cls, "__dataclass_params__", None)
    return parameters is not None and bool(parameters.frozen)
