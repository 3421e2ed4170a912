"""What people type of a fact in words: yesterday, 12 families, our name for goods, 40 bags; as the cells of its row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from malja.catalogue.facts import Item
from malja.facts.fact import Fact
from malja.facts.reading import add_ids
from malja.goods.amounts import GoodsCount, count_goods, read_goods_amount
from malja.goods.find_goods import find_goods, find_named_item, find_named_pack
from malja.goods.goods_names import read_goods_name
from malja.goods.words import fold_phrase
from malja.language.say import say_problem
from malja.operation.people_counts import read_people_count
from malja.operation.rows import Tables
from malja.problems import Origin, Problem, Refused, join_names
from malja.site.operation.operation import build_tables
from malja.site.site import Site
from malja.tables.cells import read_cell
from malja.tables.columns import Column
from malja.tables.dates import read_spoken_day

#: The columns of days, and whether what is told of comes.
_DAYS = {"happened": False, "leaves": True}
_LONGEST_LIST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedCells:
    """The cells of a row, with what of them was read in another way than it was typed, in words."""

    cells: dict[str, str]
    notices: tuple[str, ...] = ()


def read_worded_cells(site: Site, kind: str, typed: Mapping[str, str]) -> WordedCells:
    """The cells of a fact of this kind with dates, numbers and ids where words were typed.

    Words for goods are the site's aliases and the names that malja prints. Raises Refused (column item, packs or
    quantity) for others, with what they may mean, and for amounts that can't be known; what else can't be read is left.
    """
    cells, told = dict(typed), list[Problem]()
    for column, ahead in _DAYS.items():
        if column in cells:
            cells[column] = _read_day(cells[column], site.today, ahead=ahead)
    if kind.startswith("people.") and "number" in cells and isinstance(_read_number(cells["number"]), Problem):
        count = read_people_count(cells["number"], _household_size(site))
        if count is not None and count.families:
            values = {"people": count.people, "size": f"{_household_size(site):g}"}
            told.append(Problem.at(None, "families_counted", "", cells["number"], **values))
            cells["number"] = str(count.people)
    if cells.get("item"):
        told += _name_goods(site, cells)
    return WordedCells(cells=cells, notices=tuple(map(say_problem, told)))


def name_rows(site: Site, rows: Sequence[tuple[Fact, Origin]]) -> tuple[list[tuple[Fact, Origin]], list[Problem]]:
    """The facts of a file with the ids of goods that are called by the site's words or by the names malja prints.

    Their ids follow from what they then say. A word that may mean goods, and is not told yet, is a problem of its row.
    """
    known = site.state().known.names("items")
    if all(str(fact.body.get("item") or "") in known | {""} for fact, _ in rows):
        return list(rows), []
    tables = _tables(site)
    named: list[Fact] = []
    problems: list[Problem] = []
    for fact, origin in rows:
        said = str(fact.body.get("item") or "")
        item = None
        if said and said not in known:
            try:
                item, size = _find_item(said, tables)
            except Refused as refused:
                asked = [one for one in refused.problems if one.code != "goods_unknown"]
                problems += [replace(one, file=origin.file, row=origin.row) for one in asked]
            else:
                if size and fact.body.get("quantity") and not fact.body.get("packs"):
                    problems.append(Problem.at(origin, "goods_counted_in_packs", "item", said, size=f"{size:g}"))
        named.append(replace(fact, id="", body={**fact.body, "item": item.item}) if item else replace(fact, id=""))
    return list(zip(add_ids(named), (origin for _, origin in rows), strict=True)), problems


def _read_day(text: str, today: datetime.date, *, ahead: bool) -> str:
    """The day of a text in ISO 8601; the text where it is no word for a day."""
    if not isinstance(read_cell(text, Column(name="day", kind="date"), None), Problem):
        return text
    day = read_spoken_day(text, today, ahead=ahead)
    return text if day is None else day.isoformat()


def _household_size(site: Site) -> float:
    return _tables(site).household_size


def _tables(site: Site) -> Tables:
    return build_tables(site.state(), site.next_day)


def _name_goods(site: Site, cells: dict[str, str]) -> list[Problem]:
    """Put an item's id and numbers into the cells, and tell what was read; Refused where that can't be known."""
    said, amount = cells["item"].strip(), cells.get("quantity", cells.get("packs", ""))
    worded = bool(amount) and isinstance(_read_number(amount), Problem)
    if not worded and said in site.state().known.names("items"):
        return []
    tables = _tables(site)
    item, size = _find_item(said, tables)
    told = [] if item.item == said else [Problem.at(None, "goods_named", "", said, item=item.item)]
    cells["item"] = item.item
    # Under a word whose alias names a pack a number alone counts such packs; a number of packs is one already.
    if not worded and not (size and "quantity" in cells and "packs" not in cells):
        return told
    read = read_goods_amount(amount)
    if read is None:
        return told
    counted = count_goods(read, item, size or (None if read.is_bare else find_named_pack(read_goods_name(said), item)))
    if isinstance(counted, Problem):
        column = "quantity" if "quantity" in cells else "packs"
        raise Refused([Problem.at(None, counted.code, column, amount, **dict(counted.values))])
    _put(cells, counted)
    quantity = f"{counted.quantity:,.12g}"
    return [*told, Problem.at(None, "amount_read", "", amount, quantity=quantity, goods_unit=item.unit)]


def _put(cells: dict[str, str], counted: GoodsCount) -> None:
    """Packs of their size, or units, in the place of an amount."""
    if counted.packs is None:
        name = "packs" if "quantity" not in cells else "quantity"
        cells[name] = f"{counted.quantity:.12g}"
        return
    cells.pop("quantity", None)
    cells["packs"] = f"{counted.packs:.12g}"
    if counted.pack_quantity is not None and not counted.assumed:
        cells["pack_quantity"] = f"{counted.pack_quantity:.12g}"


def _find_item(said: str, tables: Tables) -> tuple[Item, float | None]:
    """The item of a word, with what a number alone counts; Refused, with what it may mean, where it has to be told."""
    items = {item.item: item for item in tables.items}
    for alias in tables.aliases:
        if fold_phrase(alias.word) == fold_phrase(said) and alias.item in items:
            return items[alias.item], alias.pack_quantity
    named = find_named_item(said, tables.items)
    if named is not None:
        return named, None
    found = [match.item.item for match in find_goods(said, tables.items)]
    if not found:
        raise Refused([Problem.at(None, "goods_unknown", "item", said)])
    values = (("items", join_names(found, _LONGEST_LIST)), ("item", found[0]))
    raise Refused([Problem(code="goods_asked_here", column="item", value=said[:60], values=values)])


def _read_number(text: str) -> object:
    return read_cell(text, Column(name="quantity", kind="number"), None)
