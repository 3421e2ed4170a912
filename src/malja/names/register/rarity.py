"""How often names, places, telephones and documents stand in the register itself, and so what they speak for.

Counts of the register are blended with the shares of the lists, which decide where the register is small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log2

from malja.names.comparing.alignment import compare_parts
from malja.names.comparing.frequencies import Frequencies
from malja.names.finding.keys import make_part_keys
from malja.names.reading.reading import Part
from malja.names.register.births import BirthRarity
from malja.names.register.row import Line, Row
from malja.names.register.slips import Slips
from malja.names.register.weights import WEIGHTS

#: How a part sounds, whatever its place in a name is.
_Sound = tuple[frozenset[str], tuple[str, ...], str]
_Key = tuple[str, ...]
_WHOLE = 10_000.0
#: Bits of a name that agrees lie within these bounds, by its place in the line.
_BOUNDS = {
    "given": WEIGHTS.given_bounds,
    "father": WEIGHTS.father_bounds,
    "family": WEIGHTS.family_bounds,
    "other": WEIGHTS.other_bounds,
}


class Rarity:
    """What agreeing speaks for in one register; `names` are the shares of the lists."""

    def __init__(self, rows: Sequence[Row], names: Frequencies) -> None:
        self.rows = len(rows)
        self.births = BirthRarity(row.birth for row in rows)
        self.slips = Slips(rows)
        self._names = names
        self._parts: dict[_Sound, Part] = {}
        self._counts: dict[str, Counter[_Sound]] = defaultdict(Counter)
        self._kin: Counter[_Key] = Counter()
        self._families: dict[_Sound, bool] = {}
        for row in rows:
            self._count(row)
        self._totals = {role: counts.total() for role, counts in self._counts.items()}
        seconds = Counter(row.lines[0].second_is_father for row in rows)
        told = seconds[True] + seconds[False] + WEIGHTS.second_rows
        #: How sure it is that the second of three names is the father's, where no column says so.
        self.second_is_father = (seconds[True] + WEIGHTS.second_rows * WEIGHTS.second_is_father) / told
        self._by_key: dict[str, list[_Sound]] = defaultdict(list)
        for sound, part in self._parts.items():
            for key in make_part_keys(part):
                self._by_key[key].append(sound)
        self._alike: dict[tuple[_Sound, _Sound], float] = {}
        self._shares: dict[tuple[str, _Sound], float] = {}
        self._phones = Counter(row.phone for row in rows if row.phone)
        homes: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            homes[row.phone].add(row.household)
        most = WEIGHTS.phone_households
        self._mute = {
            phone for phone, times in self._phones.items() if times > WEIGHTS.phone_rows or len(homes[phone]) > most
        }
        self._ids = Counter(text for row in rows for text in row.ids)
        self._origins = Counter(row.origins[0] for row in rows if row.origins)

    def _count(self, row: Row) -> None:
        line = row.lines[0]
        named = [("given", line.given)] + ([("father", line.father)] if line.father else [])
        named += [("family" if line.rest[-1] is part else "other", part) for part in line.rest]
        for role, part in named:
            sound = _sound(part)
            self._parts.setdefault(sound, part)
            self._counts[role][sound] += 1
        self._kin.update(_make_kin_keys(line, row.origins))

    def compare(self, one: Part, other: Part) -> float:
        """How far two parts agree, from 0 to 1; each two sounds are compared once."""
        a, b = _sound(one), _sound(other)
        how = self._alike.get((a, b))
        if how is None:
            how = self._alike[a, b] = self._alike[b, a] = compare_parts(one, other)
        return how

    def weigh_name(self, one: Part, other: Part, role: str) -> float:
        """Bits of two parts that agree, both as this part of the line."""
        share = max(self._share(one, role), self._share(other, role))
        least, most = _BOUNDS[role]
        return min(most, max(least, -log2(share)))

    def _share(self, part: Part, role: str) -> float:
        """The share of rows that have a name there which agrees with this one."""
        sound = _sound(part)
        found = self._shares.get((role, sound))
        if found is None:
            times = self._count_alike(part, role)
            listed = self._names.share(part.known) / _WHOLE
            total = self._totals.get(role, 0)
            found = (max(times - 1.5, 0.0) + WEIGHTS.list_rows * listed) / (total + WEIGHTS.list_rows)
            self._shares[role, sound] = found
        return found

    def _count_alike(self, part: Part, role: str) -> int:
        """How many rows have a name there which agrees with this one."""
        alike = {other for key in make_part_keys(part) for other in self._by_key.get(key, ())}
        counts = self._counts[role]
        return sum(counts[other] for other in alike if counts[other] and self.compare(part, self._parts[other]) == 1.0)

    def is_family(self, part: Part) -> bool:
        """Whether the last of a name's parts is surely the family's: hardly anybody here bears it as his own."""
        if part.article:
            return True
        sound = _sound(part)
        found = self._families.get(sound)
        if found is None:
            own = self._count_alike(part, "given") + self._count_alike(part, "father")
            here = self._count_alike(part, "family")
            found = self._families[sound] = (
                own * WEIGHTS.family_borne < here if own else part.role == "family" or here > 2
            )
        return found

    def weigh_kin(self, apart: float, lines: tuple[Line, Line], rows: tuple[Row, Row], agree: tuple[str, ...]) -> float:
        """Bits of what families have in common (father, family, origin), where `apart` are their bits one by one.

        Names of a family and its village come together: how many rows have both is counted, not multiplied.
        """
        if len(agree) < 2:
            return min(apart, WEIGHTS.kin_most)
        one, other = (_make_kin_key(line, row.origins, agree) for line, row in zip(lines, rows, strict=True))
        times = (self._kin[one] if one else 0) + (self._kin[other] if other and other != one else 0)
        chance = WEIGHTS.list_rows * 2.0**-apart
        together = log2((self.rows + WEIGHTS.list_rows) / (max(times - 1.5, 0.0) + chance))
        return max(0.0, min(apart, together, WEIGHTS.kin_most))

    def weigh_origin(self, one: Row, other: Row) -> float:
        """Bits of one place of origin."""
        times = max([self._origins[key] for row in (one, other) for key in row.origins], default=0)
        share = (max(times - 1.5, 0.0) + WEIGHTS.list_rows / 20) / (self.rows + WEIGHTS.list_rows)
        least, most = WEIGHTS.origin_bounds
        return min(most, max(least, -log2(share)))

    def weigh_phone(self, phone: str) -> float:
        """Bits of one telephone between strangers; 0 for one that speaks for nobody."""
        if phone in self._mute:
            return 0.0
        return min(WEIGHTS.phone_most, log2((self.rows + 2_000) / (self._phones[phone] - 0.5)))

    def is_telling_phone(self, phone: str) -> bool:
        """Whether a telephone is some household's own."""
        return bool(phone) and phone not in self._mute

    def weigh_ids(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Bits of documents and tokens; one that many rows have speaks for nobody."""
        if not one or not other:
            return 0.0
        mine = [text for text in one if self._ids[text] <= WEIGHTS.id_rows]
        theirs = [text for text in other if self._ids[text] <= WEIGHTS.id_rows]
        if any(text in theirs for text in mine):
            return WEIGHTS.id_same
        return WEIGHTS.id_differs if {text[0] for text in mine} & {text[0] for text in theirs} else 0.0

    def telling_ids(self, row: Row) -> list[str]:
        """The documents and tokens of a row that few others have."""
        return [text for text in row.ids if 1 < self._ids[text] <= WEIGHTS.id_rows]


def _sound(part: Part) -> _Sound:
    return part.known, part.forms, part.compound


def _first_key(part: Part | None) -> str:
    return next(iter(make_part_keys(part)), "") if part else ""


def _make_kin_key(line: Line, origins: tuple[str, ...], fields: tuple[str, ...]) -> _Key | None:
    """A family by these of its fields; None where one of them is not known."""
    key = []
    for field in fields:
        if field == "origin":
            value = origins[0] if origins else ""
        else:
            value = _first_key(line.father if field == "father" else line.rest[-1] if line.rest else None)
        if not value:
            return None
        key.append(f"{field} {value}")
    return tuple(key)


def _make_kin_keys(line: Line, origins: tuple[str, ...]) -> list[_Key]:
    sets = (("father", "family"), ("father", "origin"), ("family", "origin"), ("father", "family", "origin"))
    return [key for fields in sets if (key := _make_kin_key(line, origins, fields))]
