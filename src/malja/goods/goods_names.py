"""What a text says that names goods: what they are, how large, how packed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from malja.goods.amounts import find_pack_words, read_number
from malja.goods.words import (
    LONGEST_PHRASE,
    SMALL_WORD,
    PackWord,
    find_misspelt,
    fold_text,
    list_phrase_forms,
    read_words,
    split_text,
)

#: Words behind which a name says what goods are for, or what they lie in: kerosene for heaters, sardines in oil.
_DESCRIBING = frozenset(
    ("for", "in", "with", "pour", "avec", "dans", "en", "para", "con", "для", "в", "с", "из", "في", "مع")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsWord:
    """A word or phrase of a name, folded, with what it may mean (empty: not known).

    `may_pack`: it may also say what goods are packed in, as nets do. `describes`: it stands behind for or in.
    """

    text: str
    means: frozenset[str]
    may_pack: bool = False
    describes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsSize:
    """A size in a name: 25 kg, 4 x 6 m; `numbers` in ascending order, `words` what its unit may be (empty: none)."""

    numbers: tuple[float, ...]
    words: tuple[PackWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsName:
    """A name of goods, read: words that say something, sizes, and words for packings."""

    words: tuple[GoodsWord, ...]
    sizes: tuple[GoodsSize, ...] = ()
    packs: tuple[PackWord, ...] = ()


def read_goods_name(text: str) -> GoodsName:
    """What a text says of goods, in any language of words.csv."""
    parts = split_text(fold_text(text))
    words: list[GoodsWord] = []
    sizes: list[GoodsSize] = []
    packs: list[PackWord] = []
    place, describes = 0, False
    while place < len(parts):
        if parts[place][0].isdigit():
            size, place = _read_size(parts, place)
            sizes.append(size)
            continue
        if not parts[place][0].isalnum():
            place += 1
            continue
        found = _find_phrase(parts, place)
        if found is None and (pack := find_pack_words(parts[place])):
            packs += pack
            place += 1
            continue
        word, length = found or (GoodsWord(text=parts[place], means=frozenset()), 1)
        describes = describes or (bool(words) and word.text in _DESCRIBING)
        words += () if word.means == {SMALL_WORD} else (replace(word, describes=describes),)
        place += length
    return GoodsName(words=tuple(words), sizes=tuple(sizes), packs=tuple(packs))


def _read_size(parts: Sequence[str], place: int) -> tuple[GoodsSize, int]:
    """A number, or several with × between them, and the unit behind the last."""
    numbers: list[float] = []
    unit: tuple[PackWord, ...] = ()
    while place < len(parts) and parts[place][0].isdigit():
        numbers.append(read_number(parts[place]) or 0.0)
        place += 1
        if place < len(parts) and parts[place] == "%":
            return GoodsSize(numbers=tuple(numbers), words=(PackWord("%", "measure"),)), place + 1
        if place < len(parts) and parts[place][0].isalpha() and (found := _measures(parts[place])):
            unit = found
            place += 1
        if place >= len(parts) or parts[place] != "×":
            break
        place += 1
    return GoodsSize(numbers=tuple(sorted(numbers)), words=unit), place


def _measures(word: str) -> tuple[PackWord, ...]:
    return tuple(one for one in find_pack_words(word) if one.kind == "measure")


def _find_phrase(parts: Sequence[str], place: int) -> tuple[GoodsWord, int] | None:
    """The longest phrase of words.csv that begins here, as it is or misspelt, and how many parts it has."""
    known = read_words()
    here = parts[place : place + LONGEST_PHRASE]
    for length in range(len(here), 0, -1):
        for form in list_phrase_forms(" ".join(here[:length])):
            if form in known:
                may_pack = length == 1 and any(one.kind == "pack" for one in find_pack_words(form))
                return GoodsWord(text=" ".join(here[:length]), means=known[form], may_pack=may_pack), length
    if find_pack_words(parts[place]):
        return None
    for length in range(min(len(here), 3), 0, -1):
        if all(part[0].isalpha() for part in here[:length]):
            means = find_misspelt(" ".join(here[:length]))
            if means:
                return GoodsWord(text=" ".join(here[:length]), means=means), length
    return None
