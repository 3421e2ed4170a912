"""A register with birth dates: every spelling from a list, dates to the day, month or year, documents of some adults.

A clerk writes Arabic or picks one of a name's Latin spellings at random; families come by households; people come again
alone or with all of their household, with another telephone as a rule.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.names.registers.written import Entry, Generated, number_rows

TODAY = date(2026, 6, 1)
TOWNS = {
    "حلب": ("Aleppo", "Halab"),
    "حمص": ("Homs",),
    "إدلب": ("Idlib", "Edleb"),
    "درعا": ("Daraa", "Deraa"),
    "حماة": ("Hama",),
    "دير الزور": ("Deir ez-Zor", "Deir Ezzor"),
    "الرقة": ("Raqqa", "Ar-Raqqah"),
    "دمشق": ("Damascus", "Dimashq"),
    "معرة النعمان": ("Maarrat al-Numan", "Maaret Nouman"),
    "سراقب": ("Saraqib", "Sarakeb"),
    "جسر الشغور": ("Jisr al-Shughur", "Jisr Choughour"),
    "الباب": ("al-Bab", "Bab"),
}
WEIGHTS = (20, 14, 18, 7, 10, 8, 6, 6, 5, 3, 4, 3)

Named = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class Human:
    """A person as truly is."""

    who: int
    given: Named
    father: Named
    grandfather: Named
    family: Named
    sex: str
    born: date
    document: str = ""


@dataclass(slots=True)
class Home:
    """A household: its people, where from, its telephone."""

    people: list[Human] = field(default_factory=list)
    town: str = ""
    phone: str = ""


@cache
def _listed(file: str, sex: str) -> tuple[list[Named], list[float]]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row.get("sex", "") in ("", sex)]
    names = [(row["arabic"], tuple(_spellings(row["latin"]))) for row in rows]
    return names, [float(row["weight"]) for row in rows]


def _spellings(text: str) -> list[str]:
    """The spellings of a cell; al, Al, El, Haj, Hajj, Baha belong to the word behind."""
    found: list[str] = []
    for word in text.split():
        if found and found[-1].lower() in ("al", "el", "haj", "hajj", "baha", "baha al-din"):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _draw(file: str, sex: str, rng: Random) -> Named:
    names, weights = _listed(file, sex)
    return rng.choices(names, weights)[0]


def _day(year: int, rng: Random) -> date:
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


def _home(first: int, rng: Random) -> Home:
    family = _draw("births_families.csv", "", rng)
    man_born = rng.randint(1940, 2002)
    given, father, grandfather = (_draw("births_given.csv", "m", rng) for _ in range(3))
    man = Human(first, given, father, grandfather, family, "m", _day(man_born, rng))
    home = Home(phone=_phone(rng), town=rng.choices(list(TOWNS), WEIGHTS)[0])
    if rng.random() < 0.85:
        home.people.append(man)
    if rng.random() < 0.88:
        own = family if rng.random() < 0.3 else _draw("births_families.csv", "", rng)
        born = _day(man_born + rng.randint(-2, 8), rng)
        given = _draw("births_given.csv", "f", rng)
        father, grandfather = (_draw("births_given.csv", "m", rng) for _ in range(2))
        home.people.append(Human(0, given, father, grandfather, own, "f", born))
    used: set[str] = set()
    year = man_born + rng.randint(20, 27)
    for _ in range(rng.choices(range(9), (8, 10, 16, 18, 18, 14, 9, 5, 2))[0]):
        if year > 2026:
            break
        twins = 2 if rng.random() < 0.02 else 1
        born = min(_day(year, rng), TODAY)
        for _ in range(twins):
            sex = rng.choice("mf")
            given = _draw("births_given.csv", sex, rng)
            if given[0] in used:
                continue
            used.add(given[0])
            home.people.append(Human(0, given, man.given, man.father, family, sex, born))
        year += rng.randint(1, 4)
    for place, one in enumerate(home.people):
        one.who = first + place
        if one.born.year < 2008 and rng.random() < 0.6:
            one.document = f"{rng.randrange(10**10, 10**11)}"
    return home


def _phone(rng: Random) -> str:
    return "09" + str(rng.choice((3, 4, 5, 8, 9))) + f"{rng.randrange(10**7):07d}"


def generate(count: int, seed: int) -> Generated:
    """`count` rows, and the pairs of refs that are one person."""
    rng = Random(f"births {count} {seed}")  # noqa: S311
    homes: list[Home] = []
    people = 0
    while people < count * 0.92:
        home = _home(people, rng)
        people += len(home.people)
        homes += [home] if home.people else []
    entries: list[Entry] = []
    registrar = _phone(rng)
    for number, home in enumerate(homes):
        entries += _register(home, home.people, f"{number + 1:05d}", home.phone, rng, first=True)
    number = len(homes)
    while len(entries) < count:
        home = rng.choice(homes)
        again = home.people if rng.random() < 0.2 else [rng.choice(home.people)]
        number += 1
        phone = home.phone if rng.random() < 0.4 else registrar if rng.random() < 0.1 else _phone(rng)
        tag = "" if rng.random() < 0.1 else f"{number + 1:05d}"
        entries += _register(home, again, tag, phone, rng, first=False)
    rng.shuffle(entries)
    return number_rows(entries[:count], "B")


def _register(home: Home, people: list[Human], tag: str, phone: str, rng: Random, *, first: bool) -> list[Entry]:
    """What a clerk writes of some of a household."""
    arabic = rng.random() < 0.6
    town = rng.choice(TOWNS[home.town]) if not arabic else home.town
    return [_entry(one, tag, town, phone, rng, arabic=arabic, first=first) for one in people]


def _entry(one: Human, tag: str, town: str, phone: str, rng: Random, *, arabic: bool, first: bool) -> Entry:
    def spell(name: Named) -> str:
        return name[0] if arabic else rng.choice(name[1])

    drawn = rng.random()
    words = [one.given, one.family]
    if drawn < 0.3:
        words = [one.given, one.father, one.family]
    elif drawn < 0.36:
        words = [one.given, one.father, one.grandfather, one.family]
    elif drawn < 0.4:
        words = [one.given]
    named = rng.random() > 0.01
    text = " ".join(spell(word) for word in words) if named else rng.choice(("Unknown", "غير معروف", "", "xx"))
    return Entry(
        who=one.who,
        household=tag,
        name=text,
        father=spell(one.father) if rng.random() < 0.8 else rng.choice(("", "", "deceased", "-")),
        sex=one.sex if rng.random() < 0.99 else "",
        birth_date=_date(one.born, rng, first=first),
        origin=town if rng.random() < 0.9 else "",
        phone=phone if rng.random() < 0.75 else "",
        id=one.document if rng.random() < 0.6 else "",
        named=named,
    )


def _date(born: date, rng: Random, *, first: bool) -> str:
    """The date as told: to the day, the month or the year; on the first of January where only the year is known."""
    drawn = rng.random()
    if drawn < 0.06:
        return ""
    if drawn < 0.14:
        return str(born.year)
    if drawn < 0.18:
        return f"{born.year}-{born.month:02d}"
    if drawn < 0.3:
        return f"{born.year}-01-01"
    wrong = rng.random()
    if not first and wrong < 0.05 and born.day <= 12:
        born = date(born.year, born.day, born.month)
    elif not first and wrong < 0.12:
        born = born + timedelta(days=rng.choice((-1, 1, 10, -10, 365, -365)))
    return born.isoformat()
