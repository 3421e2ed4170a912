"""Which rough figure would change the next load most: find that out first."""

from __future__ import annotations

from collections.abc import Sequence

from malja.language.names import group_name
from malja.language.numbers import amount, with_unit
from malja.language.numbers import plain as number
from malja.language.say import listed
from malja.lifts.what_if.what_if import Change, RoughInput, RoughInputs
from malja.report.document import Block, Column, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare, derived

#: Goods that are named as changed, the largest change first.
MOST_CHANGES = 3
#: Less than this is no change of a load.
LEAST_KG = 1.0
PROOF = "how-rough"


def find_out_first(telling: Telling) -> Section:
    """Rough figures with their low and high value, and what each would change in the next load."""
    found = telling.situation.rough_inputs
    if found is None:
        blocks: tuple[Block, ...] = (Paragraph(said=bare(telling.say("not_worked_out")), tone="note"),)
    elif found.trip is None:
        blocks = (Paragraph(said=bare(telling.say("no_next_flight"))),)
    elif not _telling(found):
        blocks = (Paragraph(said=derived(telling.say("rough_none", tried=found.tried), PROOF), tone="good"),)
    else:
        blocks = (_opening(telling, found), _table(telling, found))
    return Section(code="find-out-first", title=telling.say("find_out_first"), blocks=blocks)


def _telling(found: RoughInputs) -> list[RoughInput]:
    """Those that change the load at all."""
    return [one for one in found.inputs if max(one.kg_low, one.kg_high) >= LEAST_KG]


def _opening(telling: Telling, found: RoughInputs) -> Paragraph:
    """The figure that changes the load most, and how many were tried."""
    worst = _telling(found)[0]
    share = amount(max(worst.kg_low, worst.kg_high), "kg")
    said = telling.say("rough_first", figure=_name(telling, worst), kg=share, tried=found.tried, rough=found.rough)
    return Paragraph(said=derived(said, PROOF))


def _table(telling: Telling, found: RoughInputs) -> Table:
    columns = (
        Column(heading=telling.say("column_figure")),
        Column(heading=telling.say("value_now"), numeric=True),
        Column(heading=telling.say("if_low")),
        Column(heading=telling.say("if_high")),
        Column(heading=telling.say("column_note")),
    )
    rows = tuple(_row(telling, one) for one in _telling(found))
    return Table(code="rough-figures", caption=telling.say("rough_caption"), columns=columns, rows=rows)


def _row(telling: Telling, one: RoughInput) -> tuple[Said, ...]:
    return (
        bare(_name(telling, one)),
        bare(_value(one.value, one.unit)),
        derived(_changed(telling, one.low, one.unit, one.kg_low, one.low_changes), PROOF),
        derived(_changed(telling, one.high, one.unit, one.kg_high, one.high_changes), PROOF),
        bare(one.note),
    )


def _value(value: float, unit: str) -> str:
    return with_unit(number(value, 4), unit)


def _changed(telling: Telling, value: float, unit: str, kg: float, changes: Sequence[Change]) -> str:
    """The value that was tried, how much of the load would be other goods, and which."""
    said = {"value": _value(value, unit), "kg": amount(kg, "kg")}
    named = [
        telling.say("load_more" if change.kg > 0 else "load_less", item=words, kg=amount(abs(change.kg), "kg"))
        for change in changes[:MOST_CHANGES]
        for words in (telling.words.item(change.item),)
    ]
    if not named:
        return telling.say("load_same", **said)
    return telling.say("load_changes", **said, changes=listed(named, "semicolon"))


def _name(telling: Telling, one: RoughInput) -> str:
    """What the figure is of, in words."""
    words = telling.words
    match one.kind:
        case "people" | "arrivals":
            named = {"place": words.place(one.place)}
        case "standard":
            named = {"need": words.need(one.name)}
        case "share":
            named = {"group": group_name(one.name)}
        case "service":
            named = {"place": words.place(one.place), "need": words.need(one.name)}
        case "stock":
            named = {"place": words.place(one.place), "item": words.item(one.name)}
        case "content":
            named = {"item": words.item(one.name), "need": words.need(one.other)}
        case "ration":
            named = {"item": words.item(one.name)}
        case "running":
            named = {"item": words.item(one.name), "input": _input(telling, one.other)}
        case _:
            named = {"lift": words.lift(one.name)}
    return telling.say(f"rough_{one.kind}", **named)


def _input(telling: Telling, name: str) -> str:
    """What a machine runs on: an item, or a need."""
    return telling.words.item(name) if name in telling.words.items else telling.words.need(name)
