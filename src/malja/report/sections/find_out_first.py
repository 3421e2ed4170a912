"""Which rough figure would change the next load most: find that out first."""

from __future__ import annotations

from collections.abc import Sequence

from malja.language.names import say_group
from malja.language.numbers import say_amount, say_with_unit
from malja.language.numbers import say_number as number
from malja.language.say import say_list
from malja.lifts.what_if.rough_inputs import Change, RoughInput, RoughInputs
from malja.report.document import Paragraph, Phrase, ReportBlock, ReportSection, ReportTable
from malja.report.sections.context import ReportContext, say_figure, say_plain

#: Goods that are named as changed, the largest change first.
_MOST_CHANGES = 3
#: Less than this is no change of a load.
_LEAST_KG = 1.0
_PROOF = "how-rough"


def build_find_out_first(context: ReportContext) -> ReportSection:
    """Rough figures with their low and high value, and what each would change in the next load."""
    rough = context.situation.rough_inputs
    if rough is None:
        blocks: tuple[ReportBlock, ...] = (context.say_not_worked_out("rough_inputs"),)
    elif rough.trip is None:
        blocks = (context.paragraph("no_next_flight"),)
    elif not _list_changing(rough):
        none = Paragraph(said=say_figure(context.say("rough_none", tried=rough.tried), _PROOF), tone="good")
        blocks = (*context.say_cut("rough_inputs"), none)
    else:
        blocks = (*context.say_cut("rough_inputs"), _opening(context, rough), _table(context, rough))
    return ReportSection(code="find-out-first", title=context.say("find_out_first"), blocks=blocks)


def _list_changing(rough: RoughInputs) -> list[RoughInput]:
    """Those that change the load at all."""
    return [one for one in rough.inputs if max(one.kg_low, one.kg_high) >= _LEAST_KG]


def _opening(context: ReportContext, rough: RoughInputs) -> Paragraph:
    """The figure that changes the load most, and how many were tried."""
    worst = _list_changing(rough)[0]
    share = say_amount(max(worst.kg_low, worst.kg_high), "kg")
    said = context.say("rough_first", figure=_name(context, worst), kg=share, tried=rough.tried, rough=rough.rough)
    return Paragraph(said=say_figure(said, _PROOF))


def _table(context: ReportContext, rough: RoughInputs) -> ReportTable:
    columns = context.name_columns("column_figure", "value_now", "if_low", "if_high", "column_note")
    rows = tuple(_row(context, one) for one in _list_changing(rough))
    return ReportTable(code="rough-figures", caption=context.say("rough_caption"), columns=columns, rows=rows)


def _row(context: ReportContext, one: RoughInput) -> tuple[Phrase, ...]:
    return (
        say_plain(_name(context, one)),
        say_plain(_value(one.value, one.unit)),
        say_figure(_changed(context, one.low, one.unit, one.kg_low, one.low_changes), _PROOF),
        say_figure(_changed(context, one.high, one.unit, one.kg_high, one.high_changes), _PROOF),
        say_plain(one.note),
    )


def _value(value: float, unit: str) -> str:
    return say_with_unit(number(value, 4), unit)


def _changed(context: ReportContext, value: float, unit: str, kg: float, changes: Sequence[Change]) -> str:
    """The value that was tried, how much of the load would be other goods, and which."""
    said = {"value": _value(value, unit), "kg": say_amount(kg, "kg")}
    named = [
        context.say("load_more" if change.kg > 0 else "load_less", item=words, kg=say_amount(abs(change.kg), "kg"))
        for change in changes[:_MOST_CHANGES]
        for words in (context.words.item(change.item),)
    ]
    if not named:
        return context.say("load_same", **said)
    return context.say("load_changes", **said, changes=say_list(named, "semicolon"))


def _name(context: ReportContext, one: RoughInput) -> str:
    """What the figure is of, in words."""
    words = context.words
    match one.kind:
        case "people" | "arrivals":
            named = {"place": words.place(one.place)}
        case "standard":
            named = {"need": words.need(one.name)}
        case "share":
            named = {"group": say_group(one.name)}
        case "service":
            named = {"place": words.place(one.place), "need": words.need(one.name)}
        case "stock":
            named = {"place": words.place(one.place), "item": words.item(one.name)}
        case "content":
            named = {"item": words.item(one.name), "need": words.need(one.other)}
        case "ration":
            named = {"item": words.item(one.name)}
        case "running":
            named = {"item": words.item(one.name), "input": _input(context, one.other)}
        case _:
            named = {"lift": words.lift(one.name)}
    return context.say(f"rough_{one.kind}", **named)


def _input(context: ReportContext, name: str) -> str:
    """What a machine runs on: an item, or a need."""
    return context.words.item(name) if name in context.words.items else context.words.need(name)
