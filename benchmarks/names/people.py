"""People who never lived: households with fathers and grandfathers, brothers next door, twins, and many namesakes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from benchmarks.names.lists import Bag, Name, families, given, kurdish, towns

NOW = 2026
KURDISH = 0.14
#: How often a first child has the grandfather's name, a boy is Muhammad and a second name, a birth is twins.
AFTER_GRANDFATHER, DOUBLE, TWINS = 0.3, 0.04, 0.03
#: How often a household is that of a brother of the household before it.
BROTHER = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Human:
    """One person as born: own names (one or two), father, grandfather, family."""

    names: tuple[Name, ...]
    father: Name
    grandfather: Name
    family: Name
    sex: str
    born: int
    origin: Name
    is_kurdish: bool


@dataclass(frozen=True, slots=True)
class Household:
    """People under one roof, with the phone they share."""

    people: tuple[Human, ...]
    phone: str


def phone(rng: Random) -> str:
    """A mobile number as Syrian networks give them."""
    return f"+9639{rng.choice('3456899')}{rng.randrange(10**7):07d}"


def households(count: int, rng: Random) -> list[Household]:
    """Households with `count` people or a few more."""
    made: list[Household] = []
    lived, head = 0, None
    while lived < count:
        head = _brother(head, rng) if head is not None and rng.random() < BROTHER else _head(rng)
        people = [head, *_others(head, rng)]
        made.append(Household(tuple(people), phone(rng)))
        lived += len(people)
    return made


def _drawn(sex: str, is_kurdish: bool, rng: Random) -> Name:
    bag: Bag = kurdish(sex) if is_kurdish and rng.random() < 0.55 else given(sex)
    return bag.draw(rng)


def _own(sex: str, is_kurdish: bool, rng: Random) -> tuple[Name, ...]:
    """Someone's own name, or Muhammad and a second name."""
    name = _drawn(sex, is_kurdish, rng)
    muhammad = given("m").names[0]
    return (muhammad, name) if sex == "m" and name is not muhammad and rng.random() < DOUBLE else (name,)


def _head(rng: Random) -> Human:
    is_kurdish = rng.random() < KURDISH
    sex = "m" if rng.random() < 0.8 else "f"
    family = (kurdish("x") if is_kurdish and rng.random() < 0.6 else families()).draw(rng)
    return Human(
        names=_own(sex, is_kurdish, rng),
        father=_drawn("m", is_kurdish, rng),
        grandfather=_drawn("m", is_kurdish, rng),
        family=family,
        sex=sex,
        born=NOW - rng.randint(20, 75),
        origin=towns().draw(rng),
        is_kurdish=is_kurdish,
    )


def _brother(head: Human, rng: Random) -> Human:
    """A brother of a head of household: all the same but the name and the year."""
    born = min(NOW - 20, max(NOW - 80, head.born + rng.choice((-8, -5, -4, -3, -2, -1, 1, 2, 3, 4, 6, 9))))
    for _ in range(20):
        names = _own("m", head.is_kurdish, rng)
        if names[-1] is not head.names[-1]:
            return replace(head, names=names, sex="m", born=born)
    return _head(rng)


def _others(head: Human, rng: Random) -> list[Human]:
    """Husband or wife, and children, each child with a name of its own."""
    age = NOW - head.born
    others: list[Human] = []
    if rng.random() < 0.75:
        other = _head(rng)
        sex = "f" if head.sex == "m" else "m"
        names = _own(sex, head.is_kurdish, rng)
        origin = head.origin if rng.random() < 0.85 else other.origin
        others.append(replace(other, names=names, sex=sex, born=head.born + rng.randint(-3, 8), origin=origin))
    father = next((one for one in (head, *others) if one.sex == "m"), None)
    children = rng.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 7)) if age < 65 else rng.choice((0, 0, 1, 2))
    born = min(NOW, max(head.born + 19, NOW - 17 - rng.randint(0, 12)) + rng.randint(0, 3))
    taken: set[Name] = set()
    while children > 0 and born <= NOW:
        for _ in range(2 if rng.random() < TWINS else 1):
            others.append(_child(head, father, born, taken, rng))
            children -= 1
        born += rng.choice((1, 1, 2, 2, 3, 4))
    return others


def _child(head: Human, father: Human | None, born: int, taken: set[Name], rng: Random) -> Human:
    sex = rng.choice("mf")
    parent = father if father is not None else replace(head, names=(head.father,), father=head.grandfather)
    names = _own(sex, head.is_kurdish, rng)
    if sex == "m" and not taken and rng.random() < AFTER_GRANDFATHER:
        names = (parent.father,)
    while names[-1] in taken:
        names = _own(sex, head.is_kurdish, rng)
    taken.add(names[-1])
    return replace(
        parent,
        names=names,
        father=parent.names[-1],
        grandfather=parent.father,
        sex=sex,
        born=born,
        origin=head.origin,
    )
