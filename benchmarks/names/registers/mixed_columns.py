"""A register whose clerks mixed up the columns: the family first, name and father exchanged, everything in one cell.

Kurdish, Turkish and Arabic spellings of a list; ages for years, telephones with and without the country's code, the
registrar's own telephone, a household number that is left out. About one entry in five has something in a wrong place.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.names.registers.written import Entry, Generated, number_rows

SYLLABLES = (
    "bar",
    "dil",
    "ser",
    "xan",
    "mel",
    "kur",
    "zor",
    "ban",
    "ger",
    "til",
    "sor",
    "hem",
    "dar",
    "gul",
    "kan",
    "res",
)
ENDS = ("o", "oyan", "an", "î", "zade", "", "kî", "oğlu")
PLACES = ("Kobanê", "Efrîn", "Qamişlo", "Serêkaniyê", "Dêrik", "Amûdê", "Tirbespî", "Hesekê", "Çilaxa", "Dirbêsiyê")
OTHER_PLACES = {
    "Kobanê": ("Kobani", "كوباني", "عين العرب"),
    "Efrîn": ("Afrin", "عفرين"),
    "Qamişlo": ("Qamishli", "القامشلي"),
    "Serêkaniyê": ("Ras al-Ain", "رأس العين"),
    "Amûdê": ("Amuda", "عامودا"),
    "Hesekê": ("Hasakah", "الحسكة"),
}
MANNERS = 4


@dataclass(slots=True)
class Human:
    """A person as truly is; names are places in the list."""

    who: int
    given: int
    father: int
    family: int
    sex: str
    born: int


@dataclass(slots=True)
class Flat:
    """A household."""

    people: list[Human]
    place: str
    phone: str


class Names:
    """The names of this register: those of the list, families of syllables."""

    def __init__(self, rng: Random) -> None:
        with (Path(__file__).parent / "mixed_names.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        self.spellings = [tuple(row["spellings"].split()) for row in rows]
        self.by_sex = {sex: [place for place, row in enumerate(rows) if row["sex"] == sex] for sex in "mf"}
        self.weights = {sex: [float(rows[place]["weight"]) for place in self.by_sex[sex]] for sex in "mf"}
        self.families = [
            (rng.choice(SYLLABLES) + rng.choice(SYLLABLES) + rng.choice(ENDS)).capitalize() for _ in range(220)
        ]
        self.shares = [1 / (place + 4) for place in range(len(self.families))]

    def given(self, sex: str, rng: Random) -> int:
        """One given name."""
        return rng.choices(self.by_sex[sex], self.weights[sex])[0]

    def family(self, rng: Random) -> int:
        """One family."""
        return rng.choices(range(len(self.families)), self.shares)[0]

    def spell(self, name: int, manner: int, rng: Random) -> str:
        """A given name in a manner: 0 to 2 Latin ones, 3 Arabic letters."""
        known: tuple[str, ...] = self.spellings[name]
        if manner == MANNERS - 1:
            return known[-1]
        latin = known[:-1]
        return latin[min(manner, len(latin) - 1)] if rng.random() < 0.85 else rng.choice(latin)

    def spell_family(self, family: int, manner: int, rng: Random) -> str:
        """A family's name: with Kurdish letters, without them, or in Arabic ones."""
        name = self.families[family]
        if manner == MANNERS - 1:
            letters = {
                "x": "خ",
                "b": "ب",
                "r": "ر",
                "d": "د",
                "l": "ل",
                "s": "س",
                "n": "ن",
                "m": "م",
                "k": "ك",
                "z": "ز",
            }
            letters |= {
                "g": "غ",
                "t": "ت",
                "h": "ه",
                "î": "ي",
                "o": "و",
                "u": "و",
                "y": "ي",
                "ğ": "غ",
                "i": "ي",
                "a": "ا",
            }
            return "".join(letters.get(letter, "") for letter in name.lower())
        plain = name.replace("î", "i").replace("ğ", "g")
        return name if manner == 0 else plain.replace("x", "kh").replace("X", "Kh") if manner == 2 else plain


def generate(count: int, seed: int) -> Generated:
    """`count` rows, and the pairs of refs that are one person."""
    rng = Random(f"mixed {count} {seed}")  # noqa: S311
    names = Names(rng)
    flats: list[Flat] = []
    people = 0
    while people < count * 0.9:
        flat = _flat(people, names, rng)
        people += len(flat.people)
        flats.append(flat)
    entries: list[Entry] = []
    registrar = _phone(rng)
    for number, flat in enumerate(flats):
        phone = registrar if rng.random() < 0.05 else flat.phone
        entries += _write(flat, flat.people, str(1000 + number), phone, names, rng, again=False)
    number = 1000 + len(flats)
    while len(entries) < count:
        flat = rng.choice(flats)
        number += 1
        again = flat.people if rng.random() < 0.22 else [rng.choice(flat.people)]
        phone = flat.phone if rng.random() < 0.5 else registrar if rng.random() < 0.2 else _phone(rng)
        entries += _write(flat, again, "" if rng.random() < 0.2 else str(number), phone, names, rng, again=True)
    rng.shuffle(entries)
    return number_rows(entries[:count], "M")


def _flat(first: int, names: Names, rng: Random) -> Flat:
    born, family = rng.randint(1945, 2003), names.family(rng)
    man = Human(0, names.given("m", rng), names.given("m", rng), family, "m", born)
    wife = Human(0, names.given("f", rng), names.given("m", rng), names.family(rng), "f", born + rng.randint(-1, 9))
    people = [man, wife]
    year, used = born + rng.randint(20, 28), set()
    for _ in range(rng.choices(range(7), (8, 14, 20, 22, 18, 12, 6))[0]):
        sex = rng.choice("mf")
        given = names.given(sex, rng)
        if given in used or year > 2026:
            continue
        used.add(given)
        people.append(Human(0, given, man.given, family, sex, year))
        year += rng.randint(1, 4)
    for place, one in enumerate(people):
        one.who = first + place
    return Flat(people, rng.choice(PLACES), _phone(rng))


def _phone(rng: Random) -> str:
    return f"9{rng.randrange(10**8):08d}"


def _write(
    flat: Flat, people: list[Human], tag: str, phone: str, names: Names, rng: Random, *, again: bool
) -> list[Entry]:
    manner = rng.choices(range(MANNERS), (20, 20, 25, 35))[0]
    place = flat.place
    if manner:
        place = rng.choice(OTHER_PLACES.get(place, (place,)))
    shown = rng.choice(("0", "+963", "00963", "963 ")) + phone
    entries = []
    for one in people:
        given, father = (names.spell(name, manner, rng) for name in (one.given, one.father))
        family = names.spell_family(one.family, manner, rng)
        year = one.born + (rng.choice((-2, -1, 1, 2)) if again and rng.random() < 0.25 else 0)
        entry = Entry(
            who=one.who,
            household=tag,
            name=f"{given} {family}",
            father=father,
            sex=one.sex if rng.random() < 0.95 else "",
            birth_year=str(year) if rng.random() < 0.95 else "",
            origin=place if rng.random() < 0.9 else "",
            phone=shown if rng.random() < 0.7 else "",
        )
        _mix_up(entry, given, father, family, rng)
        entries.append(entry)
    return entries


def _mix_up(entry: Entry, given: str, father: str, family: str, rng: Random) -> None:
    """What a clerk does who takes one column for another."""
    drawn = rng.random()
    if drawn < 0.05:
        entry.name = f"{family} {given}"
    elif drawn < 0.09:
        entry.name, entry.father = f"{given} {father} {family}", ""
    elif drawn < 0.12:
        entry.name, entry.father = given, f"{father} {family}"
    elif drawn < 0.14:
        entry.name, entry.father = father, f"{given} {family}"
    elif drawn < 0.16:
        entry.name, entry.father = f"{given} {father}", family
    elif drawn < 0.18:
        entry.name, entry.father = f"{given} {father} {family}", f"{father} {family}"
    elif drawn < 0.2:
        entry.name, entry.father = f"{family}, {given} {father}", ""
    elif drawn < 0.22:
        entry.father = rng.choice(("", "N/A", "مجهول", "bilinmiyor"))
    elif drawn < 0.23:
        entry.origin, entry.phone = entry.phone, entry.origin
