"""How much two rows of a register speak for being one person, in bits: each bit doubles the odds.

Each field that agrees or differs adds bits, set by hand (here; how they were set stands in docs/names.md). What agrees
is held against three other ways in which two rows come to agree, and the likeliest of them decides:

    two strangers   everything agrees by chance
    two relatives   the family's name and the origin agree because they are one family
    one household   the father's name and the telephone agree too: brothers and sisters, twins

So what siblings share by being siblings is no evidence that they are one person; their own names decide. Two rows of
one household can only be the third.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from typing import NamedTuple

from malja.names.comparing.alignment import Alignment, align, compare_parts
from malja.names.comparing.comparison import Reason, make_reason
from malja.names.comparing.frequencies import Frequencies
from malja.names.comparing.persons import LEFT_OUT, may_be_left_out
from malja.names.reading.reading import Part, Role
from malja.names.register.row import Row, bits, places

#: Bits of a name that differs; those of one that agrees stand in register.py.
DIFFERS: dict[str, float] = {"father": -7.0, "family": -6.0}
OTHER_DIFFERS, UNCLEAR_DIFFERS = -4.0, -1.0
#: Lines that are shifted against each other: each lacks a part that the other has.
CROSSED = -2.0
#: A given name that agrees in part only, and one that stands beside another one (Muhammad Ammar is called Ammar).
GIVEN_DOUBTFUL, GIVEN_BESIDE = -6.0, -2.0
#: Bits by how many years lie between the years of birth; ages are guessed, and rounded to fives and tens.
YEARS = (4.5, 3.5, 1.5, 0.0, -1.0, -1.5)
TEN_YEARS, YEARS_DIFFER = -3.0, -6.0
SEX_DIFFERS = -5.0
ORIGIN_SAME, ORIGIN_DIFFERS = 4.0, -2.0
#: A telephone that agrees, between strangers and between relatives; people change theirs.
PHONE_SAME, PHONE_RELATIVES, PHONE_DIFFERS = 11.0, 8.0, -0.5
#: How many relatives, and how many of the household, stand in a register for each row that is the person again.
RELATIVES, HOUSEHOLD = -9.0, -5.0
#: Brothers and sisters hardly ever bear one name; in one household a grandchild or an in-law may.
SIBLINGS_NAMED_ALIKE, FATHER_IN_HOUSEHOLD, FATHER_UNKNOWN = 4.0, 1.0, -2.0
#: However rare a name is, families hand theirs on: within one household it speaks for no more than this.
NAMES_OF_A_FAMILY = 5.0
#: One row in ten is of somebody who stands in the register twice.
TWICE = 0.1


class Facts(NamedTuple):
    """The bits of what stands beside the names: years, sex, place, telephone."""

    years: float
    sex: float
    origin: float
    phone: float


class Bits(NamedTuple):
    """The bits of the names: the given one, the father's, the family's, others."""

    own: float
    father: float
    family: float
    others: float


def facts(one: Row, other: Row) -> Facts:
    """What stands beside the names of two rows, in bits; 0 where one of the two is blank."""
    years = 0.0
    if one.year is not None and other.year is not None:
        apart = abs(one.year - other.year)
        years = YEARS[apart] if apart < len(YEARS) else TEN_YEARS if apart == 10 else YEARS_DIFFER
    phone = 0.0
    if one.phone and other.phone:
        phone = PHONE_SAME if one.phone == other.phone else PHONE_DIFFERS
    sex = SEX_DIFFERS if one.sex and other.sex and one.sex != other.sex else 0.0
    return Facts(years, sex, _origins(one.origin, other.origin), phone)


def names(one: Row, other: Row, rare: Frequencies) -> tuple[Bits, Alignment] | None:
    """What the names of two rows speak for, in bits; None where the given names differ, or one may be the parent."""
    first, beside = one.line[0], other.line[0]
    if not compare_parts(first, beside) and not (first.known | beside.known) & LEFT_OUT:
        return None
    sides = align(one.line, other.line)
    own = _own(sides, one, other, rare)
    if own is None:
        return None
    father = family = others = 0.0
    for a, b, how in sides.agree[1:]:
        role = role_of(a, b)
        found = how * _rarity(a, b, rare, role) + (1.0 - how) * DIFFERS.get(role, OTHER_DIFFERS)
        father += found if role == "father" else 0.0
        family += found if role == "family" else 0.0
        others += found if role not in ("father", "family") else 0.0
    for a, b in sides.contradict:
        against = DIFFERS.get(a.role, OTHER_DIFFERS) if a.role == b.role else UNCLEAR_DIFFERS
        father += against if a.role == "father" else 0.0
        family += against if a.role != "father" else 0.0
    return Bits(own, father, family, others + CROSSED * sides.crossed), sides


def log_odds(found: Bits, beside: Facts, rows: int, *, one_household: bool) -> float:
    """The bits that are left when the likeliest other explanation is taken off, in a register of so many rows."""
    own = found.own + found.others + beside.years + beside.sex
    against = min(found.family, 0.0) + min(beside.origin, 0.0)
    household = own + against + min(found.father, 0.0) + min(beside.phone, 0.0) + HOUSEHOLD + SIBLINGS_NAMED_ALIKE
    if one_household:
        handed_on = min(0.0, NAMES_OF_A_FAMILY - found.own)
        return household + handed_on + (FATHER_IN_HOUSEHOLD if found.father > 0 else FATHER_UNKNOWN)
    relatives = own + against + found.father + min(beside.phone, PHONE_RELATIVES) + RELATIVES
    strangers = own + found.father + found.family + beside.origin + beside.phone - strangers_met(rows)
    return min(strangers, relatives, household)


def strangers_met(rows: int) -> float:
    """How many strangers stand in a register for each row that is the person again, in bits."""
    return log2(max(rows, 2) / TWICE)


def at_most(one: Row, other: Row, beside: Facts, rows: int) -> float:
    """No log odds of two rows can be above this: all their names agreeing, on top of what stands beside them."""
    own = min(one.own_bits, other.own_bits) + beside.years + beside.sex
    names_alike = own + min(one.other_bits, other.other_bits)
    strangers = names_alike + beside.origin + beside.phone - strangers_met(rows)
    return strangers if not one.household or one.household != other.household else names_alike + FATHER_IN_HOUSEHOLD


def _own(sides: Alignment, one: Row, other: Row, rare: Frequencies) -> float | None:
    """The bits of the given names; None where they differ, or one of the two rows may be the other's parent."""
    if not sides.agree:
        return None
    a, b, how = sides.agree[0]
    beside = 0.0
    if a is not one.line[0] or b is not other.line[0]:
        if not may_be_left_out(sides):
            return None
        beside = GIVEN_BESIDE
    return how * _rarity(a, b, rare, "given") + (1.0 - how) * GIVEN_DOUBTFUL + beside


def _rarity(one: Part, other: Part, rare: Frequencies, role: str) -> float:
    return bits(max(rare.share(one.known), rare.share(other.known)), role)


def role_of(one: Part, other: Part) -> Role:
    """What two parts that agree are: the father's name where either row says so, else the family's."""
    if "father" in (one.role, other.role):
        return "father"
    return "family" if "family" in (one.role, other.role) else one.role


@lru_cache(maxsize=1 << 18)
def _origins(one: str, other: str) -> float:
    here, there = places(one), places(other)
    if not here or not there:
        return 0.0
    return ORIGIN_SAME if any(compare_parts(a, b) == 1.0 for a in here for b in there) else ORIGIN_DIFFERS


def reasons(sides: Alignment, one: Row, other: Row, beside: Facts) -> tuple[Reason, ...]:
    """Which fields agree and which differ; never what they hold."""
    said = []
    for place, (a, b, how) in enumerate(sides.agree):
        said.append(("given" if not place else role_of(a, b)) + ("_same" if how == 1.0 else "_near"))
    said += [a.role + "_differs" for a, b in sides.contradict if a.role == b.role]
    if one.year is not None and other.year is not None:
        apart = abs(one.year - other.year)
        said.append("year_same" if not apart else "year_near" if apart <= 2 else "year_differs")
    said += ["origin_same" if beside.origin > 0 else "origin_differs"] if beside.origin else []
    said += ["phone_same" if beside.phone > 0 else "phone_differs"] if beside.phone else []
    said += ["sex_differs"] if beside.sex else []
    said += ["household_same"] if one.household and one.household == other.household else []
    return tuple(make_reason(code) for code in dict.fromkeys(said))
