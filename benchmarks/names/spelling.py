"""How clerks of different schools write the sound of an Arabic name in Latin letters, and how Sorani writes it.

These rules belong to the benchmark alone: they share nothing with the ones by which malja compares.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.names.lists import letters, special

MANNERS = ("en", "fr", "de", "tr", "ku")
#: Dark and throaty letters, beside which Turkish keeps a broad a.
BROAD = frozenset("SDTZqxHG3r")
ARTICLES = {
    "en": ("al-", "al-", "Al ", "Al", "El ", "Al-", ""),
    "fr": ("el-", "el-", "al-", "El ", ""),
    "de": ("al-", "al-", "Al "),
    "tr": ("el-", "El ", ""),
    "ku": ("", "El ", "el-"),
}
SERVANT = {
    "en": ("Abdul {}", "Abdul{}", "Abdel {}", "Abd al-{}", "Abdel{}", "Abd Al {}"),
    "fr": ("Abdel {}", "Abdel{}", "Abd el-{}"),
    "de": ("Abdul {}", "Abdel {}", "Abd al-{}"),
    "tr": ("Abdül{}", "Abdul{}"),
    "ku": ("Ebdul{}", "Ebdil{}", "Evdil{}"),
}
FAITH = {
    "en": ("{} al-Din", "{}eddin", "{}uddin", "{} Eldin", "{}eddine", "{} Aldeen"),
    "fr": ("{}eddine", "{} Eddine", "{} el-Dine"),
    "de": ("{}eddin", "{} ad-Din", "{} al-Din"),
    "tr": ("{}ettin", "{}eddin"),
    "ku": ("{}edîn", "{}eddîn"),
}
SUN = frozenset("tvdVrzsCSDTZln")
BARE = str.maketrans("êîûşçğüöïéİÎÊÛŞÇÖÜÏ", "eiuscguoieIIEUSCOUI")


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A clerk's way with Latin letters: the manner, whether marks such as ş are written, a choice of letters."""

    manner: str
    marks: bool
    choice: int
    article: str
    servant: str
    faith: str
    doubles: bool


def school(manner: str, rng: Random) -> School:
    """A clerk of a manner."""
    return School(
        manner=manner,
        marks=rng.random() < 0.5,
        choice=rng.randrange(12),
        article=rng.choice(ARTICLES[manner]),
        servant=rng.choice(SERVANT[manner]),
        faith=rng.choice(FAITH[manner]),
        doubles=rng.random() < 0.75,
    )


def latin(sound: str, clerk: School, rng: Random) -> str:
    """A name in the clerk's Latin letters."""
    written = _fixed(sound, clerk, rng) or _composed(sound, clerk, rng)
    return written if clerk.marks else written.translate(BARE)


def _fixed(sound: str, clerk: School, rng: Random) -> str:
    known = special().get((sound, clerk.manner))
    if known is not None:
        return rng.choice(known)
    if sound.startswith("al-") and (known := special().get((sound[3:], clerk.manner))) is not None:
        word = rng.choice(known)
        return clerk.article + (word.lower() if clerk.article == "Al" else word)
    return ""


def _composed(sound: str, clerk: School, rng: Random) -> str:
    first, _, rest = sound.partition("_")
    if first == "3abd" and rest.startswith("al-"):
        return _servant(rest[3:], clerk)
    if rest == "al-dIn":
        return clerk.faith.format(_word(first.rstrip("'"), clerk))
    return " ".join(_with_article(word, clerk, rng) for word in sound.split("_"))


def _servant(of: str, clerk: School) -> str:
    """Abd al-..., the article sometimes written as it is spoken."""
    word = _word(of, clerk)
    shape = clerk.servant
    if of[0] in SUN and clerk.choice % 4 == 1 and "l{}" in shape:
        shape = shape.replace("l{}", "{0}").replace("{0}", word[0].lower() + "{}")
    return shape.format(word if not shape.endswith("l{}") or shape in ("Abd al-{}",) else word.lower())


def _with_article(word: str, clerk: School, rng: Random) -> str:
    if not word.startswith("al-"):
        return _word(word, clerk)
    article = clerk.article
    if word[3] in SUN and article in ("al-", "el-") and rng.random() < 0.12:
        article = f"{article[0]}{_word(word[3:], clerk)[0].lower()}-"
    body = _word(word[3:], clerk)
    return article + (body.lower() if article == "Al" else body)


def _word(sound: str, clerk: School) -> str:
    """One word by the letters of the manner."""
    parts: list[str] = []
    place = 0
    while place < len(sound):
        taken = 2 if sound[place : place + 2] in ("ay", "aw") and not _opens(sound, place + 2) else 1
        parts.append(_letter(sound, place, taken, clerk))
        place += taken
    word = "".join(parts)
    return word[:1].upper() + word[1:]


def _opens(sound: str, place: int) -> bool:
    """Whether a vowel or a second half-vowel follows, so that the y or w before it is no diphthong."""
    return place < len(sound) and sound[place] in "aiuAIUYyw@"


def _letter(sound: str, place: int, taken: int, clerk: School) -> str:
    letter = sound[place : place + taken]
    before = sound[place - 1] if place else ""
    if letter == before and letter not in "aiu" and not clerk.doubles:
        return ""
    if letter == "3" and before == "a" and clerk.manner in ("en", "fr", "de") and not _opens(sound, place + 1):
        return "a" if clerk.choice % 2 else ""
    if clerk.manner == "tr" and letter == "a" and (BROAD & set(sound[max(0, place - 1) : place + 2])):
        return "a"
    if clerk.manner in ("fr", "de") and letter in "sS" and place and _opens(sound, place + 1) and before in "aiuAIU":
        return "ss"
    if clerk.manner == "tr" and letter == "d" and place == len(sound) - 1 and clerk.choice % 2:
        return "t"
    options = letters(clerk.manner)[letter]
    return options[clerk.choice % len(options)]


def sorani(sound: str, rng: Random) -> str:
    """An Arabic name in Sorani letters."""
    bare = sound.removeprefix("al-")
    if (known := special().get((bare, "ckb"))) is not None:
        return rng.choice(known)
    first, _, rest = bare.partition("_")
    if first == "3abd" and rest.startswith("al-"):
        return "عەبدول" + _sorani_word(rest[3:])
    if rest == "al-dIn":
        return _sorani_word(first) + "ەدین"
    return " ".join(_sorani_word(word.removeprefix("al-")) for word in bare.split("_"))


def _sorani_word(word: str) -> str:
    word = word.rstrip("'")
    sounds = [sound for place, sound in enumerate(word) if not place or sound != word[place - 1]]
    written = "".join(letters("ckb")[sound][0] for sound in sounds)
    written = "ئ" + written if word[0] in "aiuAIU" else written
    return "ڕ" + written[1:] if word[0] == "r" else written


def kurdish_abroad(latin_name: str, clerk: School) -> str:
    """A Kurdish name as a clerk of another school writes it."""
    if clerk.manner == "ku":
        return latin_name if clerk.marks else latin_name.translate(BARE)
    digraphs = {
        "en": {"ş": "sh", "x": "kh", "ç": "ch", "c": "j", "û": "ou"},
        "fr": {"ş": "ch", "x": "kh", "ç": "tch", "c": "dj", "û": "ou"},
        "de": {"ş": "sch", "x": "ch", "ç": "tsch", "c": "dsch", "v": "w"},
        "tr": {"x": "h", "q": "k", "w": "v"},
    }[clerk.manner]
    lower = "".join(digraphs.get(letter, letter) for letter in latin_name.lower())
    lower = lower if clerk.manner == "tr" and clerk.marks else lower.translate(BARE)
    return lower[:1].upper() + lower[1:]
