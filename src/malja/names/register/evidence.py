"""How much two rows of a register speak for being one person, in bits: each bit doubles the odds.

Each field that agrees or differs adds bits: what differs and how often it does so for one person is set by hand
(data/register.toml), how often it agrees by chance is counted in the register (rarity.py). What agrees is held against
two other ways in which two rows come to agree, and the likelier of them decides:

    two strangers   own names agree by chance, family, father and place together as often as the register has them
    one household   father, family, place and telephone agree anyway: brothers and sisters, twins

So what siblings share by being siblings is no evidence that they are one person; their own names decide. Two rows of
one household can only be the second. Where both fathers are written and differ, the rows are two people.
"""

from __future__ import annotations

from math import log2
from typing import NamedTuple

from malja.names.comparing.alignment import compare_parts
from malja.names.reading.reading import Part
from malja.names.register.places import may_lie_in, share_place
from malja.names.register.rarity import Rarity
from malja.names.register.row import Line, Row
from malja.names.register.weights import WEIGHTS

#: A reason's code and what it weighs, in bits.
Weighed = tuple[str, float]
#: Ways to read a row that need a clerk who mixed something up.
_MIXED_UP = frozenset({"family_first", "columns_mixed"})


class Evidence(NamedTuple):
    """The bits that speak for two rows being one person, and what they are made of."""

    bits: float
    fields: tuple[Weighed, ...]


class _Names(NamedTuple):
    """The bits of two lines of names; `kin`: which of what a family shares agree."""

    own: float
    father: float
    family: float
    others: float
    kin: tuple[str, ...]
    fields: list[Weighed]


class _Fields(NamedTuple):
    """The bits of what stands beside the names."""

    birth: float
    sex: float
    origin: float
    phone: float
    ids: float


def weigh_rows(one: Row, other: Row, rarity: Rarity, floor: float) -> Evidence | None:
    """The evidence of two rows; None where they are two people whatever else agrees, or it is below `floor`."""
    one_household = bool(one.household) and one.household == other.household
    years = abs(one.birth.year - other.birth.year) if one.birth and other.birth else 0
    if one_household and _are_two_at_home(one, other, years):
        return None
    names = _weigh_names(one.lines[0], other.lines[0], rarity)
    if names is not None:
        return _weigh_fields(one, other, (one.lines[0], other.lines[0]), names, rarity, floor)
    if len(one.lines) + len(other.lines) == 2 or years > len(WEIGHTS.years_apart):
        return None
    best: Evidence | None = None
    # In one household, or of a man and a woman, names that stand the other way round are a parent's and a child's.
    may_turn = not one_household and (not one.sex or not other.sex or one.sex == other.sex)
    ways = [(line, other.lines[0]) for line in one.lines[1:]] + [(one.lines[0], line) for line in other.lines[1:]]
    for line, beside in ways:
        if may_turn or not _MIXED_UP & {line.why, beside.why}:
            turned = _weigh_names(line, beside, rarity)
            found = _weigh_fields(one, other, (line, beside), turned, rarity, floor) if turned else None
            best = found if best is None or (found and found.bits > best.bits) else best
    return best


def _are_two_at_home(one: Row, other: Row, years: int) -> bool:
    """Whether two rows of one household are two people: years unknown or apart, sexes that differ, parent and child."""
    if one.birth and other.birth and years > WEIGHTS.household_years:
        return True
    if set(one.ids) & set(other.ids):
        return False
    if one.birth is None or other.birth is None or (one.sex and other.sex and one.sex != other.sex):
        return True
    left, right = one.lines[0], other.lines[0]
    parents = _is_child_of(left, right), _is_child_of(right, left)
    return any(parents) and not all(parents)


def _is_child_of(child: Line, parent: Line) -> bool:
    """Whether the father who is written bears the other's own name."""
    return child.father is not None and child.is_father_written and compare_parts(child.father, parent.given) == 1.0


def _weigh_fields(
    one: Row, other: Row, lines: tuple[Line, Line], names: _Names, rarity: Rarity, floor: float
) -> Evidence | None:
    """The evidence when the names are read in these ways: the likelier of strangers and one household decides."""
    sex_differs = bool(one.sex) and bool(other.sex) and one.sex != other.sex
    if sex_differs and names.fields[0][0] == "given_near":
        return None
    found = _Fields(
        birth=rarity.births.weigh(one.birth, other.birth),
        sex=WEIGHTS.sex_differs if sex_differs else 0.0,
        origin=_weigh_origin(one, other, rarity),
        phone=_weigh_phone(one, other, rarity),
        ids=rarity.weigh_ids(one.ids, other.ids),
    )
    own = names.own + names.others + found.birth + found.sex + found.ids
    own += min(names.family, 0.0) + min(names.father, 0.0) + min(found.origin, 0.0) + min(found.phone, 0.0)
    one_household = bool(one.household) and one.household == other.household
    household = own + _weigh_household(names, one_household=one_household)
    if household < floor:
        return None
    bits = household
    if not one_household:
        agree = (*names.kin, *(["origin"] if found.origin > 0 else []))
        apart = max(names.father, 0.0) + max(names.family, 0.0) + max(found.origin, 0.0)
        kin = rarity.weigh_kin(apart, lines, (one, other), agree) if agree else 0.0
        bits = min(household, own + kin + max(found.phone, 0.0) - log2(max(rarity.rows, 2)))
    if bits < floor:
        return None
    fields = [*names.fields, *_name_fields(one, other, found)]
    if one_household:
        fields.append(("household_same", 0.0))
    return Evidence(bits, tuple(fields))


def _weigh_household(names: _Names, *, one_household: bool) -> float:
    """What is added where two rows agree because they are of one household, the prior odds aside."""
    alike = WEIGHTS.siblings_named_alike if names.father > 0 else WEIGHTS.relatives_named_alike
    if not one_household:
        return WEIGHTS.household + alike - log2(WEIGHTS.twice)
    handed_on = min(0.0, WEIGHTS.names_of_a_family - names.own)
    father = WEIGHTS.father_in_household if names.father > 0 else WEIGHTS.father_unknown_in_household
    return WEIGHTS.household + WEIGHTS.relatives_named_alike + handed_on + father - log2(WEIGHTS.twice)


def _weigh_names(line: Line, beside: Line, rarity: Rarity) -> _Names | None:
    """What the names speak for; None where own names differ, or both fathers are written and differ."""
    how = rarity.compare(line.given, beside.given)
    slipped = not how and not line.why and not beside.why and rarity.slips.is_near(line.given, beside.given)
    if not how and not slipped:
        return None
    fathers = _weigh_fathers(line, beside, rarity)
    if fathers is None:
        return None
    father, rest, other_rest, fields = fathers
    why = line.why or beside.why
    if why in _MIXED_UP and father < 0:
        return None
    own = _weigh_alike((line.given, beside.given), how, slipped, "given", rarity)
    own += WEIGHTS.given_beside if why == "beside" else 0.0
    fields.insert(0, ("given_same" if how == 1.0 and why != "beside" else "given_near", own))
    if why in _MIXED_UP:
        own += WEIGHTS.mixed_up
        fields.append((why, WEIGHTS.mixed_up))
    family, others, families_agree = _weigh_rest(line, beside, (rest, other_rest), rarity, fields)
    kin = (("father",) if father > 0 else ()) + (("family",) if families_agree else ())
    return _Names(own, father, family, others, kin, fields)


_DOUBTFUL = {"given": WEIGHTS.given_doubtful, "father": WEIGHTS.father_doubtful, "family": WEIGHTS.family_differs}


def _weigh_alike(parts: tuple[Part, Part], how: float, slipped: bool, role: str, rarity: Rarity) -> float:
    """The bits of two parts that agree so far (0 to 1), or of which one is a slip of the other."""
    agree = rarity.weigh_name(*parts, role)
    return agree + WEIGHTS.slip if slipped else how * agree + (1.0 - how) * _DOUBTFUL[role]


_Fathers = tuple[float, tuple[Part, ...], tuple[Part, ...], list[Weighed]]


def _weigh_fathers(line: Line, beside: Line, rarity: Rarity) -> _Fathers | None:
    """The bits of the fathers, and the names behind that are left; None for two that are written and differ."""
    one, other = line.father, beside.father
    rest, other_rest = line.rest, beside.rest
    if one is None and other is not None and _stands_first(other, line, rarity):
        one, rest = rest[0], rest[1:]
    elif other is None and one is not None and _stands_first(one, beside, rarity):
        other, other_rest = other_rest[0], other_rest[1:]
    if one is None or other is None:
        return 0.0, rest, other_rest, []
    how = rarity.compare(one, other)
    slipped = not how and rarity.slips.is_near(one, other)
    if how or slipped:
        bits = _weigh_alike((one, other), how, slipped, "father", rarity)
        return bits, rest, other_rest, [("father_same" if how == 1.0 else "father_near", bits)]
    if line.is_father_written and beside.is_father_written:
        return None
    bits = log2(1.0 - rarity.second_is_father + WEIGHTS.father_told_wrong)
    return bits, rest, other_rest, [("father_differs", bits)]


def _stands_first(father: Part, line: Line, rarity: Rarity) -> bool:
    """Whether the one name behind the own one, of which nobody says what it is, is this father's."""
    return bool(line.rest) and not line.rest[0].article and rarity.compare(line.rest[0], father) > 0


def _weigh_rest(
    line: Line, beside: Line, rests: tuple[tuple[Part, ...], tuple[Part, ...]], rarity: Rarity, fields: list[Weighed]
) -> tuple[float, float, bool]:
    """The bits of the families and of other names, and whether the families agree; the fields are told."""
    left, right = list(rests[0]), list(rests[1])
    if not left or not right:
        return 0.0, 0.0, False
    family, others = 0.0, 0.0
    how = rarity.compare(left[-1], right[-1])
    slipped = not how and rarity.slips.is_near(left[-1], right[-1])
    if how or slipped:
        is_family = rarity.is_family(left[-1]) or rarity.is_family(right[-1])
        family = _weigh_alike((left[-1], right[-1]), how, slipped, "family", rarity)
        fields.append((("family" if is_family else "ancestor") + ("_same" if how == 1.0 else "_near"), family))
        left.pop()
        right.pop()
    for part in list(left):
        match = next((other for other in right if rarity.compare(part, other) == 1.0), None)
        if match is not None:
            same_place = (part is rests[0][0]) == (match is rests[1][0])
            bits = rarity.weigh_name(part, match, "other") + (0.0 if same_place else WEIGHTS.other_place)
            others += bits
            fields.append(("ancestor_same", bits))
            left.remove(part)
            right.remove(match)
    if not how and not slipped and left and right and left[-1] is rests[0][-1] and right[-1] is rests[1][-1]:
        sure = rarity.is_family(left[-1]) and rarity.is_family(right[-1])
        family = WEIGHTS.family_differs if sure else WEIGHTS.family_unclear_differs
        fields.append(("family_differs" if sure else "ancestor_differs", family))
        left.pop()
        right.pop()
    if left and right:
        sure = line.father is not None and beside.father is not None
        bits = WEIGHTS.grandfather_differs if sure else WEIGHTS.other_unclear_differs
        others += bits
        fields.append(("grandfather_differs" if sure else "ancestor_differs", bits))
    return family, others, family > 0


def _weigh_origin(one: Row, other: Row, rarity: Rarity) -> float:
    if not one.origin or not other.origin:
        return 0.0
    if share_place(one.origin, other.origin):
        return rarity.weigh_origin(one, other) or 0.01
    return 0.0 if may_lie_in(one.origin, other.origin) else WEIGHTS.origin_differs


def _weigh_phone(one: Row, other: Row, rarity: Rarity) -> float:
    if not rarity.is_telling_phone(one.phone) or not rarity.is_telling_phone(other.phone):
        return 0.0
    return rarity.weigh_phone(one.phone) if one.phone == other.phone else WEIGHTS.phone_differs


def _name_fields(one: Row, other: Row, found: _Fields) -> list[Weighed]:
    """Which fields beside the names agree and which differ; never what they hold."""
    fields: list[Weighed] = []
    if one.birth is not None and other.birth is not None:
        apart = abs(one.birth.year - other.birth.year)
        code = "year_same" if not apart else "year_near" if apart <= 2 else "year_differs"
        fields.append(("date_same" if one.birth.day and one.birth == other.birth else code, found.birth))
    for name in ("origin", "phone", "id"):
        bits = found.ids if name == "id" else found.origin if name == "origin" else found.phone
        if bits:
            fields.append((f"{name}_same" if bits > 0 else f"{name}_differs", bits))
    if found.sex:
        fields.append(("sex_differs", found.sex))
    return fields
