"""How much of goods, as people write it: 40 bags, 2.5 t, 12 boxes of 24, 3 dozen; and what that comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from malja.catalogue.facts import Item
from malja.goods.words import (
    SMALL_WORD,
    SOMETHING_ELSE,
    PackWord,
    fold_text,
    list_forms,
    read_pack_words,
    read_words,
    split_text,
)
from malja.problems import Problem
from malja.tables.numbers import AmbiguousNumberError, parse_number

#: How many of the unit named second one of the first is.
_CONVERSIONS = {("t", "kg"): 1000.0, ("g", "kg"): 0.001, ("kg", "g"): 1000.0, ("ml", "l"): 0.001, ("m3", "l"): 1000.0}
#: Words for packings that say the same of goods that are packed in one of them.
_SAME_PACK = (
    {"bag"},
    {"carton", "crate"},
    {"bale", "bundle"},
    {"drum"},
    {"cylinder", "bottle"},
    {"pallet"},
    {"kit", "machine"},
)
#: Units of which one is a piece.
_PIECES = frozenset(("piece", "unit", "kit", "set"))
_DOZEN = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of units, measures or packs: `number` of `words` (none: a bare number), each of `size` `size_words`.

    12 boxes of 24 is 12 of the word carton, each of 24; 20 x 50 kg is 20 packs of 50 kg without a word for the pack.
    """

    number: float
    words: tuple[PackWord, ...] = ()
    size: float | None = None
    size_words: tuple[PackWord, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether it is a number alone."""
        return not self.words and self.size is None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsCount:
    """What an amount comes to in an item's unit; `packs` of `pack_quantity` where packs were counted.

    `assumed`: the size of a pack was not said and is the item's own.
    """

    quantity: float
    packs: float | None = None
    pack_quantity: float | None = None
    assumed: bool = False


def read_number(text: str) -> float | None:
    """A number as people write it in an amount of goods: 1,300 is thirteen hundred, 1,5 one and a half."""
    try:
        return parse_number(text)
    except AmbiguousNumberError as ambiguous:
        return ambiguous.readings[0] if ambiguous.readings else parse_number(text, decimal_comma=True)


def find_pack_words(word: str) -> tuple[PackWord, ...]:
    """What a folded word may mean as a unit or a packing; empty: it is none."""
    words = read_pack_words()
    return next((words[form] for form in list_forms(word) if form in words), ())


def read_goods_amount(text: str) -> Amount | None:
    """The amount that a text says; None where it says none, or holds a word that is no unit and no packing."""
    folded = fold_text(text).strip()
    parts = [part for part in split_text(folded) if part[0].isalnum() or part in ("×", "+", "-", "/")]
    if not folded[:1].isdigit():
        return None
    chain: list[tuple[float, tuple[PackWord, ...]]] = []
    for place, part in enumerate(parts):
        number = read_number(part) if part[0].isdigit() else None
        if number is not None:
            chain.append((number, ()))
        elif part in _SMALL or part == "×":
            continue
        elif (words := find_pack_words(part) or _count_goods(part)) and (not chain[-1][1] or place == len(parts) - 1):
            chain[-1] = (chain[-1][0], chain[-1][1] or words)
        else:
            return None
    return _chain(chain)


def _count_goods(word: str) -> tuple[PackWord, ...]:
    """Goods counted by their own name: 30 tents."""
    means = {one for form in list_forms(word) for one in read_words().get(form, ())}
    return (PackWord("piece", "count"),) if means - {SMALL_WORD, SOMETHING_ELSE} else ()


#: Words between the number of packs and what is in one: 12 boxes of 24, 15 sacs de 50 kg.
_SMALL = frozenset(("of", "a", "de", "d", "du", "x", "من", "por", "je", "по", "each", "per", "/", "في", "سعه"))


def _chain(chain: Sequence[tuple[float, tuple[PackWord, ...]]]) -> Amount | None:
    """Numbers that multiply: 40 bags; 40 (bags) of 50 kg; 12 cartons of 24 of 400 g."""
    (number, words), *rest = chain
    if any(word.kind == "dozen" for word in words):
        return None if rest else Amount(number=number * _DOZEN)
    if not rest:
        return Amount(number=number, words=words)
    if any(word.kind == "measure" for word in words) or len(rest) > 2:
        return None
    size = rest[0][0] * (rest[1][0] if len(rest) > 1 else 1.0)
    last = rest[-1][1]
    measured = tuple(word for word in last if word.kind in ("measure", "count"))
    if len(rest) == 1 and last and not measured:
        # 20 x 50 bags says nothing of what 50 are.
        return None
    return Amount(number=number, words=words, size=size, size_words=measured)


def convert(number: float, word: PackWord, item: Item) -> float | None:
    """So many of a measure or a counted unit, in the item's unit; None: the item is not counted in such."""
    if word.means == item.unit:
        return number
    if word.kind == "measure":
        factor = _CONVERSIONS.get((word.means, item.unit)) or _weigh_litre(word, item)
        return None if factor is None else number * factor
    return number if word.means in _PIECES and _is_counted(item) else None


def _weigh_litre(word: PackWord, item: Item) -> float | None:
    """The item's unit in one of a measure, of which one is a volume and one a weight; None where that is not known."""
    if item.kg_per_l is None:
        return None
    litres, kilograms = _measure_in(word.means, "l"), _measure_in(word.means, "kg")
    if item.unit == "kg" and litres is not None:
        return litres * item.kg_per_l
    if item.unit == "l" and kilograms is not None:
        return kilograms / item.kg_per_l
    return None


def _measure_in(unit: str, base: str) -> float | None:
    return 1.0 if unit == base else _CONVERSIONS.get((unit, base))


def count_goods(amount: Amount, item: Item, pack_quantity: float | None = None) -> GoodsCount | Problem:
    """What an amount comes to in the item's unit; a Problem without a place where that can't be known.

    `pack_quantity`: units in what a bare number counts, as the table of aliases says; None: it counts units. Packs
    whose size is not said are of that size, or the item's own where it is packed so.
    """
    if amount.is_bare:
        size = pack_quantity or 1.0
        packs = amount.number if pack_quantity else None
        return GoodsCount(quantity=amount.number * size, packs=packs, pack_quantity=pack_quantity)
    if amount.size is not None:
        size_of = _measure_size(amount, item)
        if size_of is None:
            return _no_size(item)
        return GoodsCount(quantity=amount.number * size_of, packs=amount.number, pack_quantity=size_of)
    for word in amount.words:
        units = convert(amount.number, word, item)
        if units is not None:
            return GoodsCount(quantity=units)
    if pack_quantity and any(word.kind in ("pack", "count") for word in amount.words):
        return GoodsCount(quantity=amount.number * pack_quantity, packs=amount.number, pack_quantity=pack_quantity)
    if any(is_packed(item, word) for word in amount.words):
        packed = GoodsCount(quantity=amount.number * item.pack_quantity, packs=amount.number)
        return replace(packed, pack_quantity=item.pack_quantity, assumed=item.pack_quantity != 1)
    return _no_size(item)


def _measure_size(amount: Amount, item: Item) -> float | None:
    """What one of the packs of an amount holds, in the item's unit."""
    size = amount.size or 0.0
    if not amount.size_words:
        # 12 boxes of 24: pieces of what is counted; of what is weighed it might be kilograms or packets.
        return size if _is_counted(item) else None
    units = (convert(size, word, item) for word in amount.size_words)
    return next((one for one in units if one is not None), None)


def _is_counted(item: Item) -> bool:
    """Whether the item's unit is a thing, not a measure."""
    return item.unit not in {one for pair in _CONVERSIONS for one in pair}


def is_packed(item: Item, word: PackWord) -> bool:
    """Whether a word is one for what the item is packed in."""
    packings = next((same for same in _SAME_PACK if word.means in same), {word.means})
    return (word.kind == "pack" or word.means == "bottle") and item.packaging in packings


def _no_size(item: Item) -> Problem:
    return Problem.at(None, "amount_no_size", "", "", item=item.item, goods_unit=item.unit)
