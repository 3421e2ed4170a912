"""A register of tribes, in which the second name is the grandfather's as often as the father's.

Names are built from roots and patterns, so that most stand in no list of common names; few tribes and villages, years
of birth rounded to fives, several wives, names handed from grandfather to grandson. Latin spellings follow a clerk's
own letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from benchmarks.names.registers.written import Entry, Generated, number_rows

ROOTS = [
    "حمد",
    "سلم",
    "سعد",
    "فرح",
    "نصر",
    "كرم",
    "جمل",
    "رشد",
    "صلح",
    "عدل",
    "فضل",
    "حكم",
    "شهد",
    "نعم",
    "بسم",
    "فهد",
    "غنم",
    "هلل",
    "بدر",
    "قمر",
    "زهر",
    "نجم",
    "خلف",
    "فرج",
    "مطر",
    "عبس",
    "شمر",
    "طلل",
    "دحم",
    "سطم",
    "جدع",
    "هزع",
    "عود",
    "غضب",
    "ركن",
    "فلح",
    "نوف",
    "مشع",
    "جزع",
    "شلل",
    "هجر",
    "عكل",
    "صفق",
    "ضحي",
    "فيض",
    "مجل",
    "قعد",
    "نهر",
    "طرف",
    "كسب",
    "رمض",
    "شعل",
    "عقب",
]
#: Patterns: what stands between the three letters of a root, in Arabic and as it sounds.
MEN = (
    ("{}ا{}{}", "{}aa{}i{}"),
    ("{}{}ي{}", "{}a{}ee{}"),
    ("{}{}ا{}", "{}a{}{}aa{}"),
    ("م{}{}و{}", "ma{}{}oo{}"),
    ("{}و{}ا{}", "{}aw{}aa{}"),
)
WOMEN = (("{}ا{}{}ة", "{}aa{}i{}a"), ("{}{}ي{}ة", "{}a{}ee{}a"), ("{}{}{}ى", "{}a{}{}a_"), ("{}{}و{}", "{}a{}oo{}"))
SOUNDS = dict(
    zip(
        "حسلعدفرصنكمجشبهغزقطضخوي",
        [
            "H",
            "s",
            "l",
            "3",
            "d",
            "f",
            "r",
            "S",
            "n",
            "k",
            "m",
            "j",
            "C",
            "b",
            "h",
            "G",
            "z",
            "q",
            "T",
            "D",
            "x",
            "w",
            "y",
        ],
        strict=True,
    )
)
HABITS = {
    "H": ("h", "h", "h"),
    "3": ("'", "a", ""),
    "S": ("s", "s", "s"),
    "C": ("sh", "ch", "sh"),
    "G": ("gh", "gh", "g"),
    "T": ("t", "t", "t"),
    "D": ("d", "dh", "d"),
    "x": ("kh", "kh", "k"),
    "j": ("j", "dj", "g"),
    "q": ("q", "k", "q"),
}
VOWELS = (
    {"aa": "a", "ee": "i", "oo": "u", "aw": "aw"},
    {"aa": "aa", "ee": "ee", "oo": "ou", "aw": "au"},
    {"aa": "a", "ee": "i", "oo": "o", "aw": "ao"},
)
TRIBES = tuple(
    zip(
        [
            "العكيدات",
            "البقارة",
            "الجبور",
            "شمر",
            "عنزة",
            "طي",
            "الشعيطات",
            "البوسرايا",
            "العفادلة",
            "الولدة",
            "النعيم",
            "الحديدين",
            "الموالي",
            "الفواعرة",
            "السخاني",
            "الدليم",
        ],
        [
            "al-Ugaydat",
            "al-Baggara",
            "al-Jubur",
            "Shammar",
            "Anaza",
            "Tayy",
            "al-Shaitat",
            "al-Busaraya",
            "al-Afadla",
            "al-Walda",
            "al-Naim",
            "al-Hadidin",
            "al-Mawali",
            "al-Fawara",
            "al-Sukhani",
            "al-Dulaym",
        ],
        strict=True,
    )
)
TRIBE_LATIN = {
    "al-Ugaydat": ("al-Ugaydat", "Agedat", "Al Ogaidat"),
    "al-Jubur": ("al-Jubur", "Jbour", "Aljobour"),
    "al-Dulaym": ("al-Dulaym", "Dulaim", "Al-Dulaim"),
    "al-Naim": ("al-Naim", "Naeem", "Alnaim"),
    "al-Hadidin": ("al-Hadidin", "Hadideen", "Alhadidin"),
}
VILLAGES = tuple(
    zip(
        "الشحيل هجين غرانيج الباغوز السوسة البصيرة ذيبان الطيانة الكشكية أبو حمام".replace(
            "أبو حمام", "أبوحمام"
        ).split(),
        [
            "al-Shuhayl",
            "Hajin",
            "Granij",
            "al-Baghuz",
            "al-Susah",
            "al-Busayrah",
            "Dhiban",
            "al-Tayyana",
            "al-Kashkiyah",
            "Abu-Hamam",
        ],
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Arabic letters, and as it sounds."""

    arabic: str
    sound: str


@dataclass(slots=True)
class Human:
    """A person as truly is."""

    who: int
    given: Name
    father: Name
    grandfather: Name
    sex: str
    born: int


@dataclass(slots=True)
class Tent:
    """A household of a tribe and a village."""

    tribe: tuple[str, str]
    village: tuple[str, str]
    phone: str
    people: list[Human] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Clerk:
    """Whether one writes Arabic, and by which habits otherwise."""

    arabic: bool
    letters: int
    vowels: int


def _names(patterns: tuple[tuple[str, str], ...]) -> list[Name]:
    found = []
    for arabic, sound in patterns:
        for root in ROOTS:
            heard = [SOUNDS.get(letter, letter) for letter in root]
            if sound.count("{}") == 4:
                found.append(Name(arabic.format(*root), sound.format(heard[0], heard[1], heard[1], heard[2])))
            else:
                found.append(Name(arabic.format(*root), sound.format(*heard)))
    return found


MALE, FEMALE = _names(MEN), _names(WOMEN)


class Draw:
    """Names as often as in life: a few very often."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.men = rng.sample(MALE, len(MALE))
        self.women = rng.sample(FEMALE, len(FEMALE))
        self.weights = {len(names): [1 / (place + 3) ** 0.9 for place in range(len(names))] for names in (MALE, FEMALE)}

    def name(self, sex: str) -> Name:
        """One name of this sex."""
        names = self.men if sex == "m" else self.women
        return self.rng.choices(names, self.weights[len(names)])[0]


def _latin(sound: str, clerk: Clerk, rng: Random) -> str:
    text = sound.replace("_", "")
    for long, short in VOWELS[clerk.vowels].items():
        text = text.replace(long, short)
    habit = clerk.letters if rng.random() < 0.9 else rng.randrange(3)
    spelled = "".join(HABITS[letter][habit] if letter in HABITS else letter for letter in text)
    if rng.random() < 0.2:
        spelled = spelled.replace("i", "e", 1)
    return spelled.strip("'").capitalize() or spelled


def _spell(name: Name, clerk: Clerk, rng: Random) -> str:
    return name.arabic if clerk.arabic else _latin(name.sound, clerk, rng)


def _tent(first: int, draw: Draw, rng: Random) -> Tent:
    tribe = rng.choices(TRIBES, [1 / (place + 1) for place in range(len(TRIBES))])[0]
    village = rng.choices(VILLAGES, [1 / (place + 1) for place in range(len(VILLAGES))])[0]
    tent = Tent(tribe, village, f"07{rng.randrange(10**8):08d}")
    born = rng.randint(1945, 2000)
    man = Human(0, draw.name("m"), draw.name("m"), draw.name("m"), "m", born)
    tent.people.append(man)
    named = {man.given.arabic}
    for _ in range(2 if rng.random() < 0.12 else 1):
        tent.people.append(Human(0, draw.name("f"), draw.name("m"), draw.name("m"), "f", born + rng.randint(0, 12)))
        year = born + rng.randint(19, 26)
        for number in range(rng.choices(range(8), (6, 8, 12, 18, 20, 18, 12, 6))[0]):
            sex = rng.choice("mf")
            given = man.father if not number and sex == "m" and rng.random() < 0.4 else draw.name(sex)
            if given.arabic in named or year > 2026:
                continue
            named.add(given.arabic)
            tent.people.append(Human(0, given, man.given, man.father, sex, year))
            year += rng.randint(1, 3)
    for place, one in enumerate(tent.people):
        one.who = first + place
    return tent


def generate(count: int, seed: int) -> Generated:
    """`count` rows, and the pairs of refs that are one person."""
    rng = Random(f"grandfathers {count} {seed}")  # noqa: S311
    draw = Draw(rng)
    tents: list[Tent] = []
    people = 0
    while people < count * 0.93:
        tents.append(_tent(people, draw, rng))
        people += len(tents[-1].people)
    entries: list[Entry] = []
    for number, tent in enumerate(tents):
        entries += _write(tent, tent.people, f"T-{number}", tent.phone, rng, again=False)
    number = len(tents)
    while len(entries) < count:
        tent = rng.choice(tents)
        whole = rng.random() < 0.25
        number += 1
        phone = tent.phone if rng.random() < 0.45 else f"07{rng.randrange(10**8):08d}"
        people_again = tent.people if whole else [rng.choice(tent.people)]
        entries += _write(tent, people_again, f"T-{number}", phone, rng, again=True)
    rng.shuffle(entries)
    return number_rows(entries[:count], "G")


def _write(tent: Tent, people: list[Human], tag: str, phone: str, rng: Random, *, again: bool) -> list[Entry]:
    clerk = Clerk(rng.random() < 0.65, rng.randrange(3), rng.randrange(3))
    village = tent.village[0 if clerk.arabic else 1]
    tribe = tent.tribe[0] if clerk.arabic else rng.choice(TRIBE_LATIN.get(tent.tribe[1], (tent.tribe[1],)))
    entries = []
    for one in people:
        second = one.grandfather if rng.random() < 0.45 else one.father
        words = [_spell(one.given, clerk, rng), _spell(second, clerk, rng)]
        if rng.random() < 0.15:
            words = [_spell(part, clerk, rng) for part in (one.given, one.father, one.grandfather)]
        if rng.random() < 0.6:
            words.append(tribe)
        year = one.born
        if again and rng.random() < 0.3:
            year += rng.choice((-2, -1, -1, 1, 1, 2))
        if rng.random() < 0.2:
            year = 5 * round(year / 5)
        entries.append(
            Entry(
                who=one.who,
                household=tag,
                name=" ".join(words),
                father=_spell(one.father, clerk, rng) if rng.random() < 0.85 else "",
                sex={"m": "ذكر", "f": "أنثى"}[one.sex] if clerk.arabic else one.sex,
                birth_year=str(year) if rng.random() < 0.93 else "",
                origin=village if rng.random() < 0.92 else "",
                phone=phone if rng.random() < 0.6 else "",
            )
        )
    return entries
