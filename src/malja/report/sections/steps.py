"""A step more of a limit, in words."""

from __future__ import annotations

from malja.language.numbers import amount
from malja.lifts.capacity import Step
from malja.report.sections.telling import Telling


def step_in_words(telling: Telling, step: Step) -> str:
    """What a step is: one trip a week more of a lift, a tonne more a trip, 1,000 l of water a day more ..."""
    words = telling.words
    more = amount(step.amount, step.unit)
    match step.kind:
        case "landings" | "unloading" | "storage":
            named = {"place": words.place(step.place)}
        case "supply":
            named = {"item": words.item(step.name), "place": words.place(step.place)}
        case "ration":
            named = {"item": words.item(step.name)}
        case "service":
            named = {"need": words.need(step.name), "place": words.place(step.place)}
        case _:
            named = {"lift": words.lift(step.name)}
    return telling.say(f"step_{step.kind}", more=more, **named)
