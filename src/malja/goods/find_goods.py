"""Which goods a text may mean: each item is asked whether the text fits it; nothing is taken without a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from malja.catalogue.facts import Item
from malja.goods.amounts import convert, is_packed
from malja.goods.goods_names import GoodsName, GoodsSize, GoodsWord, read_goods_name
from malja.goods.words import SMALL_WORD, SOMETHING_ELSE, GoodsWords, fold_phrase, read_goods
from malja.language.languages import languages, load_language

#: Between an item's id and its name where both are offered to choose from: sugar: Sugar, white
LABEL_MARK = ": "
#: Units in which sizes are compared, and how many of them one of each unit is.
_COMPARED = {"kg": ("g", 1000.0), "g": ("g", 1.0), "mg": ("g", 0.001), "l": ("l", 1.0), "ml": ("l", 0.001)}
_COMPARED |= {"m3": ("l", 1000.0), "cm": ("m", 0.01), "m": ("m", 1.0), "t": ("g", 1e6)}

#: How well a text fits: it is a name of the item; each of its words fits; something in it is not understood.
Fit = Literal["named", "likely", "perhaps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsMatch:
    """An item that a text may mean, how well it fits, and how many of its sizes the text names.

    `is_head`: what names it is not only what goods are for, or lie in.
    """

    item: Item
    fit: Fit
    sizes: int = 0
    is_head: bool = True


def find_named_item(text: str, items: Sequence[Item]) -> Item | None:
    """The item of which a text is the id, the name in any language, or what a list to choose from shows of it."""
    by_id = {item.item: item for item in items}
    if text in by_id:
        return by_id[text]
    before, mark, shown = text.partition(LABEL_MARK)
    if mark and before in by_id and _shows(shown, by_id[before]):
        return by_id[before]
    folded = fold_phrase(text)
    named = [item for item in items if folded in list_folded_names(item)]
    return named[0] if len(named) == 1 and folded else None


def _shows(shown: str, item: Item) -> bool:
    """Whether a text is what a list shows behind an item's id: its name, or the beginning of a long one, and more."""
    begun, cut, _ = shown.partition("…")
    folded = fold_phrase(begun)
    return any(name.startswith(folded) if cut else folded.startswith(name) for name in list_folded_names(item))


def find_goods(text: str, items: Sequence[Item]) -> tuple[GoodsMatch, ...]:
    """The items that a text may mean, in the tables' order: those of the best fit alone.

    Items of which each word fits go before those of which something is not understood; among either, those of which the
    text names most sizes.
    """
    named = find_named_item(text, items)
    if named is not None:
        return (GoodsMatch(item=named, fit="named"),)
    spelt = [item for item in items if fold_phrase(item.item.replace("_", " ")) == fold_phrase(text.replace("_", " "))]
    if len(spelt) == 1 and spelt[0].item:
        return (GoodsMatch(item=spelt[0], fit="likely"),)
    name = read_goods_name(text)
    found = [match for item in items if (match := _match(name, item))]
    # What is for heaters is no heater, as long as something else is named before.
    found = [match for match in found if match.is_head] or found
    likely = [match for match in found if match.fit == "likely"] or found
    most = max((match.sizes for match in likely), default=0)
    return tuple(match for match in likely if match.sizes == most)


def find_named_pack(name: GoodsName, item: Item) -> float | None:
    """How many of the item's unit a pack holds by its name: 25 of Rice 25kg bags; None: the name does not say.

    Where the name says bags and no size, it is the item's own pack.
    """
    for size in name.sizes:
        for word in size.words:
            units = convert(size.numbers[0], word, item) if len(size.numbers) == 1 else None
            if units is not None and not _has_size(size, item):
                return units
    packed = any(is_packed(item, word) and word.means != item.unit for word in name.packs)
    return item.pack_quantity if packed and item.pack_quantity != 1 else None


def _has_size(size: GoodsSize, item: Item) -> bool:
    return any(_same_size(size, own) for own in _describe(item).sizes)


@dataclass(frozen=True, slots=True)
class _Described:
    """What an item is known by: words of which one must be said, all that may be said, and its sizes."""

    any: frozenset[str]
    also: frozenset[str]
    sizes: tuple[GoodsSize, ...]


def _match(name: GoodsName, item: Item) -> GoodsMatch | None:
    """How a name fits an item; None: it does not."""
    known = _describe(item)
    if not any(_says(word, known.any) for word in name.words):
        return None
    strange = [word for word in name.words if not (word.may_pack or _says(word, known.any | known.also))]
    if any(SOMETHING_ELSE in word.means for word in strange):
        return None
    wrong = [size for size in name.sizes if _contradicts(size, known.sizes)]
    fits = sum(any(_same_size(size, own) for own in known.sizes) for size in name.sizes)
    heads = any(_says(word, known.any) for word in name.words if not word.describes)
    return GoodsMatch(item=item, fit="perhaps" if strange or wrong else "likely", sizes=fits, is_head=heads)


def _says(word: GoodsWord, known: frozenset[str]) -> bool:
    return word.text in known or not known.isdisjoint(word.means - {SMALL_WORD, SOMETHING_ELSE})


def _same_size(size: GoodsSize, own: GoodsSize) -> bool:
    """Whether two sizes are one; a number without a unit is any size of that number."""
    if not size.words or not own.words:
        return size.numbers == own.numbers
    return any(_scale(size, word.means) == _scale(own, theirs.means) for word in size.words for theirs in own.words)


def _contradicts(size: GoodsSize, own: tuple[GoodsSize, ...]) -> bool:
    """Whether goods of such a size are others: the item has sizes of that kind, and not this one."""
    if not size.words:
        return False
    kinds = {_scale(size, word.means)[0] for word in size.words}
    same = [one for one in own if {_scale(one, word.means)[0] for word in one.words} & kinds]
    same = [one for one in same if len(one.numbers) == len(size.numbers)]
    return bool(same) and not any(_same_size(size, one) for one in same)


def _scale(size: GoodsSize, unit: str) -> tuple[str, tuple[float, ...]]:
    said, factor = _COMPARED.get(unit, (unit, 1.0))
    return said, tuple(round(number * factor, 6) for number in size.numbers)


@cache
def _describe(item: Item) -> _Described:
    """The words and sizes of an item: the catalogue's, with those of its own names; of one's own item, its names'."""
    shipped = read_goods().get(item.item)
    names = [read_goods_name(name) for name in _list_names(item)]
    said = frozenset(one for name in names for word in name.words for one in (word.text, *word.means))
    said -= {SMALL_WORD, SOMETHING_ELSE}
    if shipped is None:
        sizes = tuple(size for name in names for size in name.sizes if size.words)
        return _Described(any=said, also=frozenset(), sizes=sizes)
    return _Described(any=shipped.any, also=shipped.also | _beside(shipped, said), sizes=_read_sizes(shipped))


def _beside(shipped: GoodsWords, said: frozenset[str]) -> frozenset[str]:
    """The words of an item's names that no other item's words are."""
    return said - frozenset(one for goods in read_goods().values() for one in goods.any) | shipped.any


def _read_sizes(shipped: GoodsWords) -> tuple[GoodsSize, ...]:
    return tuple(size for text in shipped.sizes for size in read_goods_name(text).sizes)


def _list_names(item: Item) -> list[str]:
    """Everything that the item is called: its id, its name, and its names in other languages."""
    return [item.item.replace("_", " "), item.name, *(name for _, name in item.names), *_translate(item.name)]


@cache
def list_folded_names(item: Item) -> frozenset[str]:
    """The item's names, folded, in every language; its id is none of them unless it is its name."""
    names = [item.name, *(name for _, name in item.names), *_translate(item.name)]
    return frozenset(filter(None, map(fold_phrase, names)))


def _translate(name: str) -> Iterable[str]:
    """What the languages call what the catalogue calls so."""
    told = (load_language(code).names.get(name) for code in languages())
    return [one for one in told if one]
