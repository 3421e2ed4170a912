"""From letters to sounds: one word in Arabic, Sorani or Latin letters to the ways it may sound."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from malja.names.data.tables import read_table
from malja.names.sounds.likeness import FIRST_ALEF, LAST, TO_HEAVY, VOWELS

#: Letters of Arabic script that are one letter in another shape, by what they are taken for.
_SHAPES = {
    "ا": "أإآٱٲٳ",
    "ي": "یېۍ",
    "ك": "کڪڬ",
    "ه": "ھہۂ",
    "ة": "ۃ",
    "و": "ۊۏ",
    "ق": "ڨڧ",
    "ر": "ړ",
}
_ONE_SHAPE = str.maketrans({sign: letter for letter, signs in _SHAPES.items() for sign in signs})
#: Letters that only Sorani has, by the nearest Arabic one: for a word of which nothing else says that it is Sorani.
_ARABIC = set("ابپتثجچحخدذرزژسشصضطظعغفقكگلمنهويىةءئؤڤ")
#: Sorani writes its vowels (but for the short i), so its words become the same sounds as Latin ones.
_SORANI = {
    **dict(zip("ابپتثجچحخدذرڕزژسشصضطظعغفڤقكگلڵمنه", "AbptθjčhxdðrrzžsšsdtzʿGfvqkglLmnh", strict=True)),
    "ە": "e",
    "ۀ": "e",
    "ة": "e",
    "ۆ": "O",
    "ێ": "E",
    "و": "w",
    "ي": "y",
    "ى": "y",
    "ؤ": "w",
    "ۇ": "w",
    "ئ": "",
    "ء": "",
    "ل": "l",
    "ڵ": "l",
    "ش": "$",
}
_NOT_SORANI = str.maketrans("ەۆێڵڕۇۀ", "هويلروه")
_ONLY_SORANI = re.compile("[ەۆێڵڕ]")
_ARABIC_SIGN = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_DOUBLED = re.compile(r"([^aeiouAIUEOYW|])\1+")
_TWO_LETTERS = re.compile("([dz]|t(?=h[aeiouyîïíéê]))h")
_END = {"a": "@", "A": "@", "e": "ə", "E": "ə", "i": "ï", "I": "ï", "o": "ô", "u": "ô", "U": "ô", "O": "ô"}


def normalize(text: str) -> str:
    """The text without vowel signs, tatweel and marks of direction, in small letters, each letter in one shape."""
    folded = unicodedata.normalize("NFKC", text).replace("ه\u200c", "ە").replace("İ", "i").lower()
    kept = [sign for sign in folded if sign != "ـ" and unicodedata.category(sign) not in ("Mn", "Cf", "Me")]
    return "".join(kept).translate(_ONE_SHAPE)


def is_arabic_script(word: str) -> bool:
    """Whether the word is written in Arabic letters (Sorani included)."""
    return _ARABIC_SIGN.match(word) is not None


def is_sorani(text: str) -> bool:
    """Whether the text has letters that only Sorani writes; it then writes its vowels too."""
    return _ONLY_SORANI.search(text) is not None


@lru_cache(maxsize=1 << 16)
def read_sounds(word: str, sorani: bool = False) -> tuple[str, ...]:
    """The ways in which a bare word may sound, the likeliest first; none when it has no letters malja can read."""
    if not is_arabic_script(word):
        return _from_latin(word)
    if sorani:
        return _finished("".join(_SORANI.get(letter, "") for letter in word).replace("ww", "U"))
    letters = "".join(letter for letter in _without_sorani(word) if letter in _ARABIC)
    if not letters:
        return ()
    heard = FIRST_ALEF + letters[1:] if letters[0] == "ا" else letters
    # Anbar is said Ambar; Zaynab is not.
    return tuple(dict.fromkeys((heard, heard.replace("نب", "مب"))))


def _without_sorani(word: str) -> str:
    return word.translate(_NOT_SORANI)


@cache
def _written() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {row["written"]: row["sound"] for row in read_table("latin")}
    longest_first = sorted(known, key=lambda written: (-len(written), written))
    return re.compile("|".join(map(re.escape, longest_first)) + "|."), known


def _from_latin(word: str) -> tuple[str, ...]:
    pattern, known = _written()
    whole = unicodedata.normalize("NFC", word)
    if len(re.sub("[^a-z]", "", whole)) < 2:
        whole = re.sub("[0-9]", "", whole)
    found = _finished("".join(known.get(part, _stripped(part)) for part in pattern.findall(whole)))
    # Adham has d and h, Azhar z and h, Fathi t and h.
    apart = _TWO_LETTERS.sub(r"\1|h", whole)
    if apart == whole:
        return found
    return found + _finished("".join(known.get(part, _stripped(part)) for part in pattern.findall(apart)))


def _stripped(sign: str) -> str:
    """A Latin letter that is not in the table, without its marks; a sign that parts two vowels; or nothing."""
    base = unicodedata.normalize("NFD", sign)[0]
    if "a" <= base <= "z":
        return base
    return "|" if sign in "'’ʿʾ`‘ʼ-" else ""


def _finished(raw: str) -> tuple[str, ...]:
    """From sounds letter by letter to those of a name: glides, diphthongs, doubled letters, the last vowel."""
    joined = _DOUBLED.sub(r"\1", raw.replace("ʿ", "|")).replace("dj", "j").replace("ts$", "č").replace("nb", "mb")
    word = "".join(_joined_vowels(_glides(joined)))
    if not word:
        return ()
    found = [_heavy(_ended(word))]
    if len(word) > 2 and word[-1] == "h" and word[-2] in "aAe":
        # Fatimah ends in a vowel, Salah in a consonant: only the Arabic spelling tells which.
        found.append(_heavy(_ended(word[:-1])))
    elif len(word) > 3 and word[-1] == "e" and word[-2] not in VOWELS:
        # So does Fatime, but not a French Amine.
        found.append(_heavy(word[:-1]))
    return tuple(dict.fromkeys(found))


def _glides(raw: str) -> str:
    """y and w where they are consonants, i and u where they are vowels."""
    found = []
    for place, sound in enumerate(raw):
        before, after = raw[place - 1 : place], raw[place + 1 : place + 2]
        if sound in "yw" and not (after in VOWELS and after) and place:
            sound = {"y": "i", "w": "u"}[sound]
        elif sound == "u" and after and after in VOWELS and (not place or (before in VOWELS and before)):
            sound = "w"
        found.append(sound)
    return "".join(found)


def _joined_vowels(raw: str) -> list[str]:
    """ai and au as one sound where no vowel follows; the signs that part vowels are gone."""
    found: list[str] = []
    for place, sound in enumerate(raw):
        after = raw[place + 1 : place + 2]
        if found and place and raw[place - 1] in "aAe" and sound in "iIuU" and not (after and after in VOWELS):
            found[-1] = "Y" if sound in "iI" else "W"
        elif sound != "|":
            found.append(sound)
    return found


def _ended(word: str) -> str:
    """The word with the sound of its last vowel, which is always written in Arabic."""
    if len(word) > 2 and word.endswith(("ii", "iy")):
        return word[:-2] + "ï"
    return word[:-1] + _END[word[-1]] if len(word) > 1 and word[-1] in _END else word


def _heavy(word: str) -> str:
    """The word with its first sound, and its last vowel before a consonant, marked if a vowel: Anas is not Inas."""
    if len(word) > 1 and word[0] in VOWELS and word[1] not in VOWELS + LAST:
        word = TO_HEAVY[word[0]] + word[1:]
    for place in range(len(word) - 2, -1, -1):
        if word[place] in VOWELS and word[place + 1] not in VOWELS + LAST:
            return word[:place] + TO_HEAVY[word[place]] + word[place + 1 :]
    return word
