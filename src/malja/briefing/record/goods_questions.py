"""Words for goods that nobody has explained yet: asked in words, answered, remembered in the table of aliases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.briefing.operation.source import OperationSource
from malja.briefing.record.table_rows import set_row
from malja.catalogue.facts import Item
from malja.language.names import say_name
from malja.language.numbers import say_number, say_with_unit
from malja.language.say import say, say_list
from malja.operation.reading.name_goods import GoodsOption, GoodsQuestion
from malja.operation.reading.operation_files import find_operation_sheets
from malja.operation.reading.read_operation import list_goods, list_goods_questions
from malja.operation.rows import Alias
from malja.operation.write_aliases import write_aliases
from malja.problems import Problem, Refused, shorten
from malja.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGoods:
    """A question in words: what stands in the tables and where, and what it may mean, each with its answer."""

    line: str
    options: tuple[str, ...]


def list_questions(source: OperationSource) -> tuple[GoodsQuestion, ...]:
    """The words for goods that nobody has explained yet; a live site has none: its facts name items."""
    return () if source.is_site else list_goods_questions(find_operation_sheets(source.path))


def describe_question(question: GoodsQuestion) -> AskedGoods:
    """A question and its options in words."""
    where = say_list([question.origin.file, say("where", "row", row=question.origin.row)])
    code = "asked_amount" if question.amount else "asked"
    line = say("goods", code, word=question.word, amount=question.amount, where=where)
    return AskedGoods(line=line, options=tuple(_describe(question, option) for option in question.options))


def answer_question(question: GoodsQuestion, option: GoodsOption) -> Alias:
    """The alias that an answer is."""
    return Alias(word=question.word, item=option.item.item, pack_quantity=option.pack_quantity)


def accept_plain(questions: Iterable[GoodsQuestion]) -> tuple[Alias, ...]:
    """The aliases of the questions that have one answer only, in which every word is understood."""
    return tuple(answer_question(one, one.options[0]) for one in questions if one.is_plain)


def read_word_options(source: OperationSource, texts: Sequence[str]) -> tuple[Alias, ...]:
    """The aliases of texts such as "Rice 25kg bags=rice,25". Raises Refused with every text that says none."""
    known = {item.item for item in list_all_goods(source)[0]}
    aliases: list[Alias] = []
    problems: list[Problem] = []
    for text in texts:
        word, _, rest = text.rpartition("=")
        item, _, size = (part.strip() for part in rest.partition(","))
        number = _read_size(size) if size else None
        if not word.strip() or item not in known or (size and number is None):
            problems.append(Problem(code="word_wrong", value=shorten(text)))
        else:
            aliases.append(Alias(word=word.strip(), item=item, pack_quantity=number))
    if problems:
        raise Refused(problems)
    return tuple(aliases)


def list_all_goods(source: OperationSource) -> tuple[tuple[Item, ...], tuple[Alias, ...]]:
    """The items of an operation or a site, the catalogue's among them, and the words that stand for them."""
    if not source.is_site:
        return list_goods(find_operation_sheets(source.path))
    operation = source.read()
    return operation.items, operation.aliases


def remember_words(source: OperationSource, aliases: Sequence[Alias], *, by: str = "") -> list[str]:
    """Write aliases into the operation's table, or record them at the site; a line that says which, if any was new."""
    if source.is_site:
        with Site.open(source.path) as site:
            when = {"happened": str(site.last_day)}
            for alias in aliases:
                size = [] if alias.pack_quantity is None else [f"pack_quantity={alias.pack_quantity:.12g}"]
                set_row(site, "aliases", [f"word={alias.word}", f"item={alias.item}", *size], when, by=by)
        written = tuple(aliases)
    else:
        written = write_aliases(source.path, aliases)
    if not written:
        return []
    said = [f"{alias.word} = {alias.item}" for alias in written]
    return [say("goods", "remembered", words=say_list(said, "semicolon"))]


def _read_size(text: str) -> float | None:
    try:
        size = float(text)
    except ValueError:
        return None
    return size if 0 < size < 1e9 else None


def _describe(question: GoodsQuestion, option: GoodsOption) -> str:
    item = option.item
    pack = say_with_unit(say_number(item.pack_quantity), item.unit)
    code = "option_one" if item.pack_quantity == 1 else "option"
    parts = [say("goods", code, item=item.item, name=say_name(item.name, item.names), pack=pack)]
    if question.amount:
        parts.append(_count(question.amount, option))
    if option.fit == "perhaps":
        parts.append(say("goods", "in_doubt"))
    return say_list(parts, "semicolon")


def _count(amount: str, option: GoodsOption) -> str:
    """What the question's amount comes to if this option is meant."""
    counted, unit = option.counted, option.item.unit
    if counted is None:
        return say("goods", "uncounted", amount=amount)
    quantity = say_with_unit(say_number(counted.quantity), unit)
    if counted.packs is None or counted.pack_quantity is None:
        return say("goods", "counted", amount=amount, quantity=quantity)
    packs, size = say_number(counted.packs), say_with_unit(say_number(counted.pack_quantity), unit)
    return say("goods", "counted_packs", amount=amount, packs=packs, size=size, quantity=quantity)
