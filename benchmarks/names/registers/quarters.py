"""A register of a city's quarters, written last and never tuned on: three names in one cell, tokens, ages, kunyas.

A row has name, father's and grandfather's name and family in one cell; half of the clerks fill the father's column too.
Families are called after trades, towns and Abu somebody. People come again after moving to another quarter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from benchmarks.names.registers.written import Entry, Generated, number_rows

MEN = {
    "محمد": "Mohammad Muhammed Mohamed",
    "أحمد": "Ahmad Ahmed",
    "محمود": "Mahmoud Mahmood",
    "خالد": "Khaled Khalid",
    "يحيى": "Yahya Yehia",
    "إسماعيل": "Ismail Ismael Esmail",
    "سعيد": "Said Saeed",
    "فايز": "Fayez Faiz",
    "عادل": "Adel Adil",
    "ماهر": "Maher Mahir",
    "رائد": "Raed Ra'id",
    "نزار": "Nizar Nezar",
    "سامي": "Sami Samy",
    "شريف": "Sharif Shareef",
    "عمار": "Ammar Amar",
    "جهاد": "Jihad Jehad",
    "باسل": "Basel Bassel Basil",
    "معتز": "Moutaz Mutaz",
    "رمضان": "Ramadan Ramadhan",
    "شعبان": "Shaban Shaaban",
    "عبد الكريم": "Abdulkarim Abdel-Karim",
    "عبد القادر": "Abdulkader Abdel Qader",
    "نور الدين": "Noureddine Nour Al-Din",
    "صلاح الدين": "Salahuddin Salah Al-Din",
    "فراس": "Firas Feras",
    "تامر": "Tamer Tamir",
    "غياث": "Ghiath Ghayath",
    "كمال": "Kamal Kamaal",
    "لطفي": "Lutfi Lotfi",
    "مروان": "Marwan Marouan",
}
WOMEN = {
    "فاطمة": "Fatima Fatmah",
    "زهرة": "Zahra Zohra",
    "سعاد": "Suad Souad",
    "أمل": "Amal Amel",
    "حنان": "Hanan Hanane",
    "ابتسام": "Ibtisam Ebtesam",
    "نجوى": "Najwa Nagwa",
    "سميحة": "Samiha Sameeha",
    "هيام": "Hiyam Heyam",
    "ليلى": "Layla Leila",
    "رباب": "Rabab Rebab",
    "صباح": "Sabah Sabaah",
    "سهام": "Siham Seham",
    "منال": "Manal Menal",
    "دلال": "Dalal Delal",
    "نوال": "Nawal Naoual",
    "بشرى": "Bushra Boushra",
    "عفاف": "Afaf Afef",
    "وداد": "Widad Wedad",
    "كوثر": "Kawthar Kauthar",
}
FAMILIES = {
    "النجار": "al-Najjar Najjar",
    "الحداد": "Haddad al-Haddad",
    "الخياط": "al-Khayyat Khayat",
    "الصباغ": "Sabbagh al-Sabbagh",
    "القصاب": "al-Qassab Kassab",
    "الدباغ": "Dabbagh al-Dabbagh",
    "البيطار": "al-Bitar Bitar",
    "أبو زيد": "Abu Zaid Abouzeid",
    "أبو حمدان": "Abu Hamdan Abou Hamdan",
    "أبو شقرا": "Abu Shakra Abou Chakra",
    "أبو لبن": "Abu Laban Abu-Laban",
    "الصفدي": "al-Safadi Safadi",
    "النابلسي": "al-Nabulsi Nabulsi",
    "العكاوي": "al-Akkawi Akkawi",
    "الحوراني": "al-Hourani Hourani",
    "الغزاوي": "al-Ghazzawi Ghazzawi",
    "المغربي": "al-Maghribi Maghrabi",
    "شاهين": "Shahin Shaheen",
    "خليفة": "Khalifa Khalifeh",
    "عثمان": "Othman Osman",
    "عودة": "Odeh Awda",
    "صقر": "Saqr Sakr",
    "نمر": "Nimr Nemer",
    "بدوان": "Badwan Bedwan",
    "طيراوي": "Tirawi Tayrawi",
}
QUARTERS = {
    "اليرموك": "Yarmouk",
    "التضامن": "Tadamon",
    "الحجر الأسود": "Hajar al-Aswad",
    "القدم": "Qadam",
    "ببيلا": "Babbila",
}


@dataclass(slots=True)
class Human:
    """A person as truly is; names in Arabic letters."""

    who: int
    line: tuple[str, str, str, str]
    sex: str
    born: int
    token: str = ""


@dataclass(slots=True)
class House:
    """A household."""

    quarter: str
    phone: str
    people: list[Human] = field(default_factory=list)


def _often(names: dict[str, str], rng: Random) -> str:
    return rng.choices(list(names), [1 / (place + 2) for place in range(len(names))])[0]


def _second(names: str) -> list[str]:
    """The spellings of a cell, in which Abu, Abou, Abdel, Nour and Salah belong to the word behind."""
    found: list[str] = []
    for word in names.split():
        if found and found[-1].split()[-1] in ("Abu", "Abou", "Abdel", "Nour", "Salah"):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _house(first: int, rng: Random) -> House:
    house = House(rng.choice(list(QUARTERS)), f"0{rng.choice('59')}{rng.randrange(10**8):08d}")
    family, born = _often(FAMILIES, rng), rng.randint(1946, 2001)
    father = (_often(MEN, rng), _often(MEN, rng), _often(MEN, rng), family)
    if rng.random() < 0.8:
        house.people.append(Human(0, father, "m", born))
    mother = (_often(WOMEN, rng), _often(MEN, rng), _often(MEN, rng), _often(FAMILIES, rng))
    house.people.append(Human(0, mother, "f", born + rng.randint(0, 9)))
    year, used = born + rng.randint(21, 29), set()
    for _ in range(rng.choices(range(7), (10, 14, 20, 22, 18, 10, 6))[0]):
        sex = rng.choice("mf")
        given = _often(MEN if sex == "m" else WOMEN, rng)
        if given not in used and year <= 2026:
            used.add(given)
            house.people.append(Human(0, (given, *father[:2], family), sex, year))
        year += rng.randint(1, 3)
    for place, one in enumerate(house.people):
        one.who = first + place
        one.token = f"Q-{rng.randrange(10**6):06d}"
    return house


def generate(count: int, seed: int) -> Generated:
    """`count` rows, and the pairs of refs that are one person."""
    rng = Random(f"quarters {count} {seed}")  # noqa: S311
    houses: list[House] = []
    people = 0
    while people < count * 0.94:
        houses.append(_house(people, rng))
        people += len(houses[-1].people)
    entries: list[Entry] = []
    for number, house in enumerate(houses):
        entries += _write(house, house.people, f"Y{number:05d}", house.phone, rng, again=False)
    number = len(houses)
    while len(entries) < count:
        house = rng.choice(houses)
        number += 1
        moved = House(rng.choice(list(QUARTERS)) if rng.random() < 0.5 else house.quarter, house.phone, house.people)
        chosen = house.people if rng.random() < 0.25 else [rng.choice(house.people)]
        phone = house.phone if rng.random() < 0.5 else f"0{rng.choice('59')}{rng.randrange(10**8):08d}"
        entries += _write(moved, chosen, f"Y{number:05d}", phone, rng, again=True)
    rng.shuffle(entries)
    return number_rows(entries[:count], "Q")


def _write(house: House, people: list[Human], tag: str, phone: str, rng: Random, *, again: bool) -> list[Entry]:
    arabic, fills_father = rng.random() < 0.7, rng.random() < 0.5
    quarter = house.quarter if arabic else QUARTERS[house.quarter]
    known = MEN | WOMEN | FAMILIES
    entries = []
    for one in people:
        words = [name if arabic else rng.choice(_second(known[name])) for name in one.line]
        drawn = rng.random()
        chosen = words if drawn < 0.45 else [words[0], words[1], words[3]] if drawn < 0.8 else [words[0], words[3]]
        name = " ".join(chosen)
        if arabic and rng.random() < 0.2:
            name = name.replace("عبد ", "عبد").replace("أبو ", "ابو").replace(" الدين", "الدين")
        if one.born < 1990 and one.sex == "m" and rng.random() < 0.04:
            name = (("أبو " if arabic else "Abu ") + words[2]) + " " + name
        year = one.born + (rng.choice((-3, -2, -1, 1, 2)) if again and rng.random() < 0.3 else 0)
        entries.append(
            Entry(
                who=one.who,
                household=tag if rng.random() < 0.95 else "",
                name=name,
                father=words[1] if fills_father else "",
                sex=rng.choice(({"m": "male", "f": "female"}, {"m": "M", "f": "F"}))[one.sex],
                birth_year=str(year) if rng.random() < 0.96 else "",
                origin=quarter if rng.random() < 0.9 else "",
                phone=phone if rng.random() < 0.6 else "",
                token=one.token if rng.random() < 0.25 else "",
            )
        )
    return entries
