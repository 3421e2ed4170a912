"""What other tools are given of a register: columns of consonants, so that they meet across scripts at all.

Written for them with care, as somebody would who has a register in two scripts and no tool for it: Latin digraphs and
marked letters folded, Arabic letters by anyascii, vowels left out, titles and articles dropped, the name cut into own
name, father and family. `known` gives what stands in the lists instead: the ceiling of a way that knows all spellings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from benchmarks.names.register import Row

#: Before a Latin letter or two become others; longer first.
FOLDS = [
    *[("tsch", "j"), ("dsch", "j"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("gh", "g"), ("dj", "j"), ("th", "t")],
    *[
        ("dh", "d"),
        ("ph", "f"),
        ("ou", "u"),
        ("ch", "s"),
        ("x", "h"),
        ("q", "k"),
        ("v", "w"),
        ("ck", "k"),
        ("zh", "j"),
        ("mhd", "mhmd"),
    ],
]
MARKED = str.maketrans(
    {"ş": "s", "ç": "c", "Ş": "s", "Ç": "c", "ڤ": "و", "ۆ": "و", "ێ": "ي", "ە": "", "ڵ": "ل", "ڕ": "ر"}
)
SKIPPED = {
    *("al", "el", "bin", "ibn", "ben", "haj", "hajja", "abu", "um", "ال"),
    *("بن", "الحاج", "الحاجة", "الحاجه", "أبو", "ابو", "أم", "ام", "حاجی"),
}
VOWELS = re.compile(r"[aeiouwy']")
#: Arabic letters whose sounds Latin letters fold together or leave out; an alef or ayn at the start stays as a vowel.
HEARD = str.maketrans({"خ": "ح", "ذ": "د", "ظ": "ز", "ث": "ت", "ة": "", "ى": "", "ع": "", "ء": "", "ئ": ""})
OPEN = frozenset("اأإآعئ")


@cache
def skeleton(word: str) -> str:
    """The consonants of a word of either script, after its first letter; a vowel at the start is an a."""
    from anyascii import anyascii

    is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in word)
    text = word.translate(MARKED)
    if is_arabic:
        text = text[2:] if text.startswith("ال") and len(text) > 4 else text
        is_open = text[:1] in OPEN
        text = ("a" if is_open else "") + anyascii(text[is_open:].translate(HEARD))
    text = anyascii(text).lower().replace("`", "")
    if not is_arabic:
        text = re.sub(r"^(al|el)(?=[a-z]{5})", "", text)
        text = text.replace("c", "j") if "ch" not in text and "ck" not in text else text
    for old, new in FOLDS:
        text = text.replace(old, new)
    first = "a" if text[:1] in ("a", "e", "i", "o", "u", "'") else text[:1]
    text = re.sub(r"(.)\1+", r"\1", first + VOWELS.sub("", text[1:]))
    if len(text) < 3:
        return text
    return {"t": text[:-1] + "d", "h": text[:-1]}.get(text[-1], text)


def words(text: str) -> list[str]:
    """The skeletons of a name's words; Abd al-... and ...-eddin as one word."""
    joined = re.sub(r"(?i)\babd[aeu]?l?[ -](al|el|ar|as|ur|er)?[ -]?", "abd", text)
    joined = re.sub("عبد ?ال|عبد |عەبدول|عەبدو", "عبد", joined)
    joined = re.sub(r"(?i)[ -](al|el|ad|ed)?[ -]?d[ie]+ne?\b| الدين", "din", joined)
    parts = [skeleton(part) for part in re.split(r"[\s\-]+", joined) if part.lower() not in SKIPPED]
    return [part for part in parts if part]


def cut(row: Row) -> tuple[str, str, str]:
    """Own name, father and family of a row, each a skeleton or blank."""
    name, fathers = words(row.name), words(row.father)
    father = fathers[0] if fathers else (name[1] if len(name) > 2 else "")
    given = name[0] if name else ""
    rest = name[1:]
    family = rest[-1] if rest and rest[-1] != father else ""
    return given, father, family


def frame(rows: Sequence[Row], *, known: bool = False) -> Any:
    """The register as a pandas frame: unique_id, place, given, father, family, sex, year, origin, phone, who."""
    import pandas as pd

    columns: dict[str, list[Any]] = {
        name: [] for name in ("unique_id", "given", "father", "family", "sex", "year", "origin", "phone", "who")
    }
    for row in rows:
        given, father, family = row.known[:3] if known else cut(row)
        if not given:
            continue
        origin = row.known[3] if known else "".join(words(row.origin))
        cells = (row.ref, given, father, family, row.sex, row.birth_year, origin, row.phone, row.who)
        for name, cell in zip(columns, cells, strict=True):
            columns[name].append(cell if cell != "" else None)
    made = pd.DataFrame(columns)
    made["year"] = pd.to_numeric(made["year"]).astype("Int64")
    return made
