"""Goods found by what people call them: id, name, unit, pack, and the words that stand for them."""

from __future__ import annotations

from collections.abc import Sequence

from malja.briefing.show.rows import AnswerPart, Rows
from malja.catalogue.facts import Item
from malja.catalogue.load_catalogue import load_catalogue
from malja.goods.find_goods import find_goods
from malja.goods.words import fold_phrase
from malja.language.clean_text import cut_text
from malja.language.names import say_name
from malja.language.numbers import say_number, say_with_unit
from malja.language.say import say, say_list
from malja.operation.rows import Alias

#: Longer names of items are cut, so that a row fits a terminal.
_LONGEST_NAME = 54


def find_items(words: str, items: Sequence[Item], aliases: Sequence[Alias] = ()) -> tuple[Item, ...]:
    """The items that words may mean, in any language and spelling, the best first; all of them for none.

    Those whose id, name or alias holds the words stand behind those that the words mean.
    """
    folded = fold_phrase(words)
    if not folded:
        return tuple(items)
    meant = {alias.item for alias in aliases if fold_phrase(alias.word) == folded}
    meant |= {match.item.item for match in find_goods(words, items)}
    holding = {item.item for item in items if any(folded in fold_phrase(text) for text in _list_texts(item, aliases))}
    best = [item for item in items if item.item in meant]
    return (*best, *(item for item in items if item.item in holding - meant))


def list_catalogue_items() -> tuple[Item, ...]:
    """The goods of the catalogue, of both climates, in its order."""
    both = (*load_catalogue("warm").items, *load_catalogue("cold").items)
    return tuple({item.item: item for item in both}.values())


def describe_items(words: str, items: Sequence[Item], aliases: Sequence[Alias] = ()) -> list[AnswerPart]:
    """The items found, a row each below the names of the columns, or that there are none."""
    found = find_items(words, items, aliases)
    if not found:
        return [say("goods", "no_items", words=words)]
    heads = tuple(say("goods", f"column_{name}") for name in ("item", "pack", "name"))
    return [Rows(cells=(heads, *(_row(item, aliases) for item in found)))]


def _row(item: Item, aliases: Sequence[Alias]) -> tuple[str, ...]:
    """The item's id, what a pack holds in its unit, and its name with the words that stand for it."""
    pack = say_with_unit(say_number(item.pack_quantity), item.unit)
    words = [alias.word for alias in aliases if alias.item == item.item]
    name = say_name(item.name, item.names)
    named = say("goods", "also_called", name=name, words=say_list(words)) if words else name
    return item.item, pack, cut_text(named, _LONGEST_NAME)


def _list_texts(item: Item, aliases: Sequence[Alias]) -> list[str]:
    names = [item.item, item.name, say_name(item.name, item.names), *(name for _, name in item.names)]
    return [*names, *(alias.word for alias in aliases if alias.item == item.item)]
