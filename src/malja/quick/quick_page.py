"""The quick answer on one page, in plain words and round numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from malja.catalogue.facts import Need
from malja.cover.cover import Cover, order_by_harm
from malja.cover.severity import HARMS, judge_severity
from malja.cover.urgency_words import say_severity_head
from malja.language.dates import say_date
from malja.language.isolation import measure_width, pad_end, pad_start
from malja.language.names import say_name
from malja.language.numbers import say_about, say_amount, say_digits, say_people, say_percent
from malja.language.say import isolate_word, say, say_list
from malja.operation.rows import Lift
from malja.operation.vehicles import load_vehicles
from malja.quick.questions import HOUSEHOLD_SIZE
from malja.quick.quick import Ask, QuickAnswer, Still
from malja.quick.rough_operation import (
    ANSWERED,
    ASSUMPTIONS,
    DAYS_AFTER,
    SAFE_WATER,
    WATER,
    find_flight_km,
)

#: More rows than these of one kind make the page longer than one; the rest is counted.
_MOST_ASKS, _MOST_NAMES = 16, 6

#: Longer names of items are cut, so that the page fits a terminal.
_LONGEST_NAME = 46

#: Units that are said with the figure; of what is counted (toilets, tents) the name says enough.
_MEASURES = frozenset({"l", "g", "kg", "kcal", "kWh", "m2", "m3", "mg", "ug"})

#: Marks a need whose standard rests on recall or assumption.
_STAR = " *"


def write_quick_page(answer: QuickAnswer) -> str:
    """The page as text, lines ended by line feeds: what is short, what runs out, what to ask for, what is assumed."""
    parts = [
        [_title(answer)],
        _section("now", _now(answer)),
        _section("later", _later(answer)),
        _section("asks", _asks(answer), **_flight(answer)),
        _section("still", _still(answer), date=say_date(answer.settled)),
        _section("assumed", _assumed(answer)),
    ]
    if any(_STAR in line for part in parts for line in part):
        parts[-1].append("  " + say("quick", "uncertain"))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _title(answer: QuickAnswer) -> str:
    people = say_people(answer.answers.people)
    return say("quick", "title", people=people, date=say_date(answer.operation.start))


def _section(code: str, lines: Sequence[str], **values: object) -> list[str]:
    """A heading and its lines; what has no lines says so."""
    empty = [say("quick", f"{code}_none")] if not lines else []
    return [say("quick", f"head_{code}", **values), *("  " + line for line in [*lines, *empty])]


def _now(answer: QuickAnswer) -> list[str]:
    """What the answers say is short now, the gravest tier of each need; safe water is the same water."""
    lines = []
    for one in _gravest(answer.now):
        words = {
            "harm": say_severity_head(judge_severity(one.need, one.tier, one.lack)),
            "need": _name(one.need),
            "there": _measured(one.provided, one.need.unit),
            "wanted": _measured(one.required, one.need.unit),
            "missing": say_percent(one.short),
            "people": say_people(one.people),
        }
        lines.append(say("quick", f"short_{one.need.kind}", **words))
    return lines


def _later(answer: QuickAnswer) -> list[str]:
    """When what is not short yet runs out, each need once, the gravest harm first."""
    lines = []
    for one in _gravest(answer.later):
        if one.first_short is not None:
            date, people = say_date(one.first_short), say_people(one.people)
            harm = say_severity_head(judge_severity(one.need, one.tier, one.lack))
            lines.append(say("quick", "runs_out", harm=harm, need=_name(one.need), date=date, people=people))
    return lines


def _answered(covers: Iterable[Cover]) -> list[Cover]:
    return [one for one in covers if one.need.need in ANSWERED and one.need.need != SAFE_WATER]


def _gravest(covers: Iterable[Cover]) -> list[Cover]:
    """One cover a need, at the tier at which it harms most; the gravest harm first, then the day on which it begins."""
    gravest: dict[str, Cover] = {}
    for one in sorted(_answered(covers), key=order_by_harm):
        gravest.setdefault(one.need.need, one)
    return list(gravest.values())


def _flight(answer: QuickAnswer) -> dict[str, object]:
    """The day, the vehicles, and what they carry together."""
    lifts = answer.lifts
    return {
        "date": say_date(lifts[0].first or answer.operation.start),
        "vehicle": say_list([_vehicle(lift) for lift in lifts], "semicolon"),
        "kg": say_amount(sum(lift.max_per_day * (lift.payload_kg or 0.0) for lift in lifts), "kg"),
        "m3": say_amount(sum(lift.max_per_day * (lift.volume_m3 or 0.0) for lift in lifts), "m3"),
    }


def _vehicle(lift: Lift) -> str:
    """A vehicle's name, with how many there are of it where there are several."""
    name = say_name(load_vehicles()[lift.vehicle].name)
    return (
        say("quick", "vehicles", number=say_digits(str(lift.max_per_day)), name=name) if lift.max_per_day > 1 else name
    )


def _asks(answer: QuickAnswer) -> list[str]:
    """The flight's cargo, the heaviest first, with what it is for; then its weight and volume in all."""
    heaviest = sorted(answer.asks, key=lambda ask: -ask.kg)
    if not heaviest:
        return []
    heads = tuple(say("quick", f"column_{code}") for code in ("kg", "what", "packs", "why"))
    rows = [heads, *(_ask(ask) for ask in heaviest[:_MOST_ASKS])]
    lines = _in_columns([[isolate_word(cell) for cell in row] for row in rows])
    rest = heaviest[_MOST_ASKS:]
    if rest:
        each = [say("quick", "packs", packs=say_digits(str(ask.packs)), pack=say_name(ask.item.name)) for ask in rest]
        names = say_list(each, "semicolon")
        lines.append(say("quick", "asks_more", kg=say_amount(sum(ask.kg for ask in rest), "kg"), names=names))
    total = {
        "kg": say_amount(sum(ask.kg for ask in heaviest), "kg"),
        "m3": say_amount(sum(ask.m3 for ask in heaviest), "m3"),
    }
    return [*lines, say("quick", "asks_total", **total)]


def _ask(ask: Ask) -> tuple[str, ...]:
    """Weight, item, packs and what it is for: the first of its needs stands for all of food."""
    unit = ask.item.unit if ask.item.unit in _MEASURES else ""
    code = "packs_of_one" if ask.item.pack_quantity == 1 and not unit else "packs"
    packs = say(
        "quick", code, packs=say_digits(f"{ask.packs:,}"), pack=say_amount(ask.item.pack_quantity, unit, figures=3)
    )
    name = say_name(ask.item.name)
    name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return say_amount(ask.kg, "kg"), name, packs, say_name(ask.needs[0].name) if ask.needs else ""


def _in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines, in columns of equal width: the first, of weights, ends where its column ends; the last is free."""
    widths = [max(measure_width(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return [
        "  ".join([pad_start(first, widths[0]), *map(pad_end, middle, widths[1:]), last])
        for first, *middle, last in rows
    ]


def _name(need: Need) -> str:
    return say_name(need.name) + (_STAR if need.source.is_uncertain else "")


def _measured(quantity: float, unit: str) -> str:
    return say_amount(quantity, unit if unit in _MEASURES else "")


def _still(answer: QuickAnswer) -> list[str]:
    """What is short a week after the flight all the same, one line a harm."""
    lines = []
    for harm in HARMS:
        short = [
            one
            for one in answer.still
            if one.need.need != SAFE_WATER and judge_severity(one.need, one.tier, one.short).harm == harm
        ]
        if short:
            lines.append(say("quick", "still_harm", harm=say("urgency", f"head_{harm}"), needs=_names(short)))
    return lines


def _names(short: Sequence[Still]) -> str:
    names = [
        say("quick", "still_need", need=_name(one.need), missing=say_percent(one.short)) for one in short[:_MOST_NAMES]
    ]
    if len(short) > _MOST_NAMES:
        names.append(say("quick", "and_more", number=len(short) - _MOST_NAMES))
    return say_list(names, "semicolon")


def _assumed(answer: QuickAnswer) -> list[str]:
    """Everything that was assumed, and how much clean water from a source nearby would spare."""
    ways = sorted({find_flight_km(load_vehicles()[name]) for name in answer.answers.vehicles})
    values = {
        "household": say_about(HOUSEHOLD_SIZE),
        "km": say_list([say_about(km) for km in ways], "semicolon"),
        "days": DAYS_AFTER,
        "last": say_date(answer.operation.date(answer.operation.horizon - 1)),
    }
    lines = [say("quick", f"assumed_{code}", **values) for code in ASSUMPTIONS]
    if answer.answers.families:
        counted = {"families": answer.answers.families, "people": say_digits(f"{answer.answers.people:,}")}
        lines.insert(0, say("quick", "counted_families", **counted, household=values["household"]))
    return [*lines, *_treatment(answer)]


def _treatment(answer: QuickAnswer) -> list[str]:
    """Where water is short: what the lightest treatment unit makes of a river or a well, and what that would weigh."""
    operation = answer.operation
    if not any(one.need.need == WATER for one in answer.now):
        return []
    made = {row.item: row.quantity for row in operation.contents if (row.need, row.how) == (WATER, "per_day")}
    drawn = {row.item for row in operation.running if row.input == "raw_water"}
    units = [item for item in operation.items if item.item in made and item.item in drawn]
    if not units:
        return []
    unit = min(units, key=lambda item: item.pack_kg / item.pack_quantity)
    litres = made[unit.item] * unit.pack_quantity
    values = {"item": say_name(unit.name), "kg": say_amount(unit.pack_kg, "kg"), "litres": say_amount(litres, "l")}
    return [say("quick", "treatment", **values, tonnes=say_amount(litres, "kg"))]
