"""How the public figures are said."""

from __future__ import annotations

from malja.catalogue.facts import Tier
from malja.language.dates import MONTHS
from malja.language.numbers import say_amount, say_digits
from malja.language.say import say
from malja.quantities import format_number
from malja.report.public.figures import PublicCount, PublicFigures, PublicNeed, Week

_LEFT_OUT = ("flights", "stores", "places", "stock", "days", "few", "rounded", "words")


def say_public(code: str, **values: object) -> str:
    """The sentence of the section `public` for a code."""
    return say("public", code, **values)


def say_title(figures: PublicFigures) -> str:
    """What it is called by whoever publishes it, else by what it is."""
    return figures.title or say_public("no_title")


def say_publisher(figures: PublicFigures) -> str:
    """Who says so."""
    return say_public("source", title=say_title(figures))


def say_scope(figures: PublicFigures) -> list[str]:
    """What it covers, and how far its figures can be trusted."""
    made = [say_public("about_made")]
    if not figures.weeks:
        return made
    return [say_public("about_weeks", first=say_week(figures.weeks[0]), last=say_week(figures.weeks[-1])), *made]


def say_left_out() -> list[str]:
    """What does not stand in it, so that nobody takes it for all there is."""
    return [say_public(f"left_out_{code}") for code in _LEFT_OUT]


def say_count(people: PublicCount) -> str:
    """A number of people; of few, that they are few."""
    return say_public("few") if people is None else say_digits(format_number(people, 12))


def say_public_quantity(value: float | None, unit: str, *, daily: bool) -> str:
    """An amount, a day where it is daily; where it is not told, that it is not."""
    if value is None:
        return say_public("not_told")
    return say_public("a_day", amount=say_amount(value, unit)) if daily else say_amount(value, unit)


def say_missing(share: int | None) -> str:
    """What is missing on the worst day, in per cent."""
    if share is None:
        return say_public("not_told")
    return say_public("percent", share=say_digits(str(share))) if share else say_public("nothing_missing")


def say_week(one: Week) -> str:
    """A week by its number and month."""
    return say_public("week", number=say_digits(str(one.number)), month=say_month(one.year, one.month))


def say_short_week(one: Week) -> str:
    """A week by its number, as a heading."""
    return say_public("short_week", number=say_digits(str(one.number)))


def say_month(year: int, number: int) -> str:
    """A month with its year."""
    return say_public("month", month=say("date", MONTHS[number - 1]), year=say_digits(str(year)))


def say_tier(one: Tier) -> str:
    """A tier in a sentence."""
    return say("plan", f"tier_{one}")


def say_site(number: int) -> str:
    """A site by its number."""
    return say_public("site", number=say_digits(str(number)))


def say_need_at(need: PublicNeed, sites: int) -> str:
    """A need's name, with its site where there are several."""
    return say_public("need_at", need=need.name, site=say_site(need.site)) if sites > 1 else need.name
