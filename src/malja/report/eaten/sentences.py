"""What people eat, in sentences: for the terminal and for the report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from malja.language.names import say_food_group
from malja.language.numbers import say_amount, say_percent
from malja.language.say import say_list
from malja.report.eaten.periods import BasketGap, FoodLine, FoodPeriod
from malja.report.shortfalls import Span
from malja.report.words import Words

#: Grams of a food that are too little to name.
_LEAST_GRAMS = 0.5


def is_eaten(line: FoodLine) -> bool:
    """Whether enough of a food is eaten to name it."""
    return line.grams >= _LEAST_GRAMS


def say_food(words: Words, food_group: str) -> str:
    """A group of food; food of no group is other food."""
    return say_food_group(food_group) if food_group else words.say("other_food")


def say_period(words: Words, period: FoodPeriod) -> str:
    """What a person eats a day in a period: "10 March to 16 March: cereals 350 g, pulses 60 g"."""
    eaten = sorted((line for line in period.lines if is_eaten(line)), key=lambda line: -line.grams)
    foods = say_list(
        words.say("food_line", food=say_food(words, line.food_group), grams=say_amount(line.grams, "g", 2))
        for line in eaten
    )
    when = words.span(Span(first=period.first, last=period.last))
    return words.say("food_period", when=when, foods=foods or words.say("food_none"))


def say_gap(words: Words, gap: BasketGap) -> str:
    """Where a rule of the basket gives way: on how many days, and how far on the worst of them."""
    grams = gap.rule in ("min_g", "max_g")
    figures = [say_amount(value, "g", 2) if grams else say_percent(value) for value in (gap.eaten, gap.asked)]
    return words.say(
        f"food_gap_{gap.rule}",
        days=len(gap.dates),
        when=words.spans(_spans(gap.dates)),
        food=say_food(words, gap.food_group),
        eaten=figures[0],
        asked=figures[1],
    )


def say_limits(words: Words, line: FoodLine) -> str:
    """What the basket asks of a food: "45 to 80 %, at most 120 g"; blank where it asks nothing."""
    said = [
        _limit(words, "share", line.min_share, line.max_share),
        _limit(words, "g", line.min_g, line.max_g),
    ]
    return say_list(one for one in said if one)


def _limit(words: Words, measure: str, least: float | None, most: float | None) -> str:
    def say_value(value: float) -> str:
        return words.say("food_share", share=say_percent(value)) if measure == "share" else say_amount(value, "g", 3)

    if least and most is not None:
        return words.say("food_between", least=say_value(least), most=say_value(most))
    if least:
        return words.say("food_at_least", least=say_value(least))
    if most is not None and not (measure == "share" and most >= 1):
        return words.say("food_at_most", most=say_value(most))
    return ""


def _spans(dates: Sequence[datetime.date]) -> tuple[Span, ...]:
    """Dates in order, days on end put together."""
    spans: list[Span] = []
    for date in dates:
        if spans and (date - spans[-1].last).days == 1:
            spans[-1] = Span(first=spans[-1].first, last=date)
        else:
            spans.append(Span(first=date, last=date))
    return tuple(spans)
