"""From what people call goods, and how much of them they write, to items and numbers of their units.

An id, a word of the table aliases, a printed name and an entry of a drop-down are taken; anything else is a question,
which refuses the operation until it is answered (`malja check`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from malja.catalogue.facts import Item
from malja.goods.amounts import Amount, GoodsCount, count_goods, read_goods_amount
from malja.goods.find_goods import LABEL_MARK, Fit, find_goods, find_named_item, find_named_pack
from malja.goods.goods_names import read_goods_name
from malja.goods.words import fold_phrase
from malja.operation.rules.references import REFERENCES
from malja.problems import Origin, Problem, join_names, shorten
from malja.tables.columns import Value
from malja.tables.rows import ParsedRow, ParsedSheet

#: The tables whose column item names goods that must exist; aliases name them themselves.
_NAMING = tuple(table for table, column, among in REFERENCES if (column, among) == ("item", "items"))
_ASKED = tuple(table for table in _NAMING if table != "aliases")
#: So many of several possible items are named.
_LONGEST_LIST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsOption:
    """What a word may mean: an item, and how much one is of what a bare number counts (None: the item's unit).

    `counted`: what the first amount of the word comes to then; None: that can't be known.
    """

    item: Item
    fit: Fit
    pack_quantity: float | None = None
    counted: GoodsCount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsQuestion:
    """A word that may mean goods: where it stands first, in how many rows, with which amount, and what it may mean."""

    word: str
    origin: Origin
    rows: int = 1
    amount: str = ""
    options: tuple[GoodsOption, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is one answer that can be accepted without looking: one item, of which every word fits."""
        return len(self.options) == 1 and self.options[0].fit != "perhaps"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGoods:
    """The sheets with ids and numbers where words and amounts stood, and the words that nobody has explained yet."""

    sheets: Mapping[str, ParsedSheet]
    questions: tuple[GoodsQuestion, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Naming:
    """What is known of goods while the sheets are gone through, and what was found."""

    items: Sequence[Item]
    aliases: Mapping[str, tuple[str, float | None]]
    ids: Mapping[str, Item]
    asked: dict[str, GoodsQuestion] = field(default_factory=dict)


def name_goods(parsed: Mapping[str, ParsedSheet], items: Sequence[Item]) -> NamedGoods:
    """The sheets with the ids of `items` and numbers of their units; what can't be told is a problem of its sheet."""
    sheets = dict(parsed)
    if "aliases" in parsed:
        sheets["aliases"] = _name_aliases(parsed["aliases"], items)
    rows = sheets["aliases"].rows if "aliases" in parsed else ()
    aliases = {fold_phrase(str(row.values["word"])): _read_alias(row) for row in rows if not row.broken}
    naming = _Naming(items=items, aliases=aliases, ids={item.item: item for item in items})
    read = {name: [_name_row(naming, name, row) for row in parsed[name].rows] for name in _ASKED if name in parsed}
    for name, found in read.items():
        problems = [problem for _, said in found for problem in said if problem.code not in _NOTICES]
        notices = [problem for _, said in found for problem in said if problem.code in _NOTICES]
        asked = [question for question in naming.asked.values() if question.origin.file == _file(parsed[name])]
        sheets[name] = dataclasses.replace(
            parsed[name],
            rows=tuple(row for row, _ in found),
            problems=(*parsed[name].problems, *problems, *map(ask_goods, asked)),
            notices=(*parsed[name].notices, *_gather(notices)),
        )
    return NamedGoods(sheets=sheets, questions=tuple(naming.asked.values()))


def ask_goods(question: GoodsQuestion) -> Problem:
    """A question as a problem: what the word may mean, and how that is said."""
    options = question.options
    first = options[0]
    items = list(dict.fromkeys(option.item.item for option in options))
    if len(items) > 1:
        code = "goods_asked_several"
    elif len(options) > 1:
        code = "goods_asked_packs"
    else:
        code = "goods_asked" if question.is_plain else "goods_asked_perhaps"
    values = {
        "item": _say_option(first) if len(items) > 1 else first.item.item,
        "goods": first.item.name,
        "items": join_names(items, _LONGEST_LIST),
        "size": f"{first.pack_quantity or first.item.pack_quantity:.12g}",
        "goods_unit": first.item.unit,
    }
    problem = Problem.at(question.origin, code, "item", question.word)
    return dataclasses.replace(problem, values=tuple(values.items()))


def _say_option(option: GoodsOption) -> str:
    """An option as a word is told to mean it: sugar, or sugar,50 where a bare number counts packs of 50."""
    return option.item.item if option.pack_quantity is None else f"{option.item.item},{option.pack_quantity:.12g}"


def _name_aliases(sheet: ParsedSheet, items: Sequence[Item]) -> ParsedSheet:
    """The table of aliases with the ids of items that were chosen from a list, or told by their names."""

    def name(row: ParsedRow) -> ParsedRow:
        item = find_named_item(str(row.values["item"] or ""), items)
        return row if item is None else _with(row, item=item.item)

    return dataclasses.replace(sheet, rows=tuple(map(name, sheet.rows)))


def _read_alias(row: ParsedRow) -> tuple[str, float | None]:
    size = row.values["pack_quantity"]
    return str(row.values["item"]), float(size) if isinstance(size, int | float) else None


def _file(sheet: ParsedSheet) -> str:
    return sheet.rows[0].origin.file if sheet.rows else ""


def _name_row(naming: _Naming, table: str, row: ParsedRow) -> tuple[ParsedRow, list[Problem]]:
    """A row with its item's id and a number for its amount, and what is wrong with it or worth knowing."""
    said = row.values.get("item")
    if not isinstance(said, str) or not said:
        return _without_amount(row), []
    amount = row.values.get("quantity") if table in ("stock", "supply") else None
    known = _know(naming, said, amount)
    if known is None:
        options = _list_options(naming, said, amount)
        if not options:
            return _without_amount(row), []
        _ask(naming, said, row, amount, options)
        return _without_amount(_with(row, item=options[0].item.item)), []
    item, size = known
    problems = [] if item.item == said or fold_phrase(said) in naming.aliases else _tell_name(row, said, item)
    named = _with(row, item=item.item)
    if amount is None or (isinstance(amount, int | float) and not size):
        return named, problems
    return _count_row(named, item, said, size, amount, problems)


def _know(naming: _Naming, said: str, amount: Value) -> tuple[Item, float | None] | None:
    """The item that a word surely is, with its alias's pack; None: it has to be asked."""
    if said in naming.ids:
        return naming.ids[said], None
    item_id, size = naming.aliases.get(fold_phrase(said), ("", None))
    if item_id:
        return (naming.ids[item_id], size) if item_id in naming.ids else None
    item = find_named_item(said, naming.items)
    if item is None:
        return None
    # A printed name that says 25 kg bag leaves open what a number alone counts; an entry of a drop-down does not.
    listed = said.startswith(item.item + LABEL_MARK)
    size = None if listed else find_named_pack(read_goods_name(said), item)
    return None if size and isinstance(amount, int | float) else (item, None)


def _list_options(naming: _Naming, said: str, amount: Value) -> tuple[GoodsOption, ...]:
    """What a word may mean; where its name says what a pack holds, a bare number may count packs or units."""
    text = _write(amount)
    read = read_goods_amount(text) if text else None
    options: list[GoodsOption] = []
    name = read_goods_name(said)
    for match in find_goods(said, naming.items):
        size = find_named_pack(name, match.item)
        sizes = (size, None) if size and read is not None and read.is_bare else (None,)
        for pack_quantity in sizes:
            counted = count_goods(read, match.item, pack_quantity or _beside(read, size)) if read else None
            options.append(
                GoodsOption(
                    item=match.item,
                    fit=match.fit,
                    pack_quantity=pack_quantity,
                    counted=counted if isinstance(counted, GoodsCount) else None,
                )
            )
    return tuple(options)


def _beside(amount: Amount, size: float | None) -> float | None:
    """The pack that a word names, for amounts in packs; a bare number counts units."""
    return None if amount.is_bare else size


def _ask(naming: _Naming, said: str, row: ParsedRow, amount: Value, options: tuple[GoodsOption, ...]) -> None:
    key = fold_phrase(said) or said
    before = naming.asked.get(key)
    if before is None:
        naming.asked[key] = GoodsQuestion(word=said, origin=row.origin, amount=_write(amount), options=options)
        return
    # Of two rows the one whose amount leaves more open is the one to ask about.
    more = options if len(options) > len(before.options) else before.options
    naming.asked[key] = dataclasses.replace(before, rows=before.rows + 1, options=more)


def _count_row(
    row: ParsedRow, item: Item, said: str, size: float | None, amount: Value, problems: list[Problem]
) -> tuple[ParsedRow, list[Problem]]:
    """A row with a number of the item's unit in the place of an amount that has words, or counts an alias's packs."""
    text = _write(amount)
    read = read_goods_amount(text)
    if read is None:
        return _broken(row), [*problems, Problem.at(row.origin, "amount_wrong", "quantity", text)]
    named = size or _beside(read, find_named_pack(read_goods_name(said), item))
    counted = count_goods(read, item, named)
    if isinstance(counted, Problem):
        wrong = Problem.at(row.origin, counted.code, "quantity", text, **dict(counted.values))
        return _broken(row), [*problems, wrong]
    told = Problem.at(
        row.origin, "amount_read", "quantity", text, quantity=f"{counted.quantity:,.12g}", goods_unit=item.unit
    )
    return _with(row, quantity=counted.quantity), [*problems, told]


def _tell_name(row: ParsedRow, said: str, item: Item) -> list[Problem]:
    return (
        []
        if said.startswith(item.item + LABEL_MARK)
        else [Problem.at(row.origin, "goods_named", "item", said, item=item.item)]
    )


#: What is worth knowing and wrong with nothing.
_NOTICES = frozenset(("amount_read", "goods_named"))
#: So many of them are said one by one.
_MOST_NOTICES = 40


def _gather(notices: Sequence[Problem]) -> Iterator[Problem]:
    """Each notice once."""
    seen: set[tuple[str, str]] = set()
    for notice in notices:
        if (notice.code, notice.value) not in seen and len(seen) < _MOST_NOTICES:
            seen.add((notice.code, notice.value))
            yield notice


def _with(row: ParsedRow, **values: Value) -> ParsedRow:
    return dataclasses.replace(row, values={**row.values, **values})


def _broken(row: ParsedRow) -> ParsedRow:
    return dataclasses.replace(_with(row, quantity=1.0), broken=row.broken | {"quantity"})


def _without_amount(row: ParsedRow) -> ParsedRow:
    """A row whose amount has no meaning yet, with one that breaks no rule."""
    return _broken(row) if isinstance(row.values.get("quantity"), str) else row


def _write(amount: Value) -> str:
    """An amount as it was written; blank: none."""
    if isinstance(amount, str):
        return shorten(amount)
    return f"{amount:.15g}" if isinstance(amount, int | float) else ""
