"""How the public figures are said."""

from __future__ import annotations

from malja.catalogue.facts import Tier
from malja.language.dates import MONTHS
from malja.language.numbers import amount, figure
from malja.language.say import say
from malja.quantities import plain
from malja.report.public.figures import Count, NeedTold, PublicFigures, Week

LEFT_OUT = ("flights", "stores", "places", "stock", "days", "few", "rounded", "words")


def told(code: str, **values: object) -> str:
    """The sentence of the section `public` for a code."""
    return say("public", code, **values)


def title(figures: PublicFigures) -> str:
    """What it is called by whoever publishes it, else by what it is."""
    return figures.title or told("no_title")


def source(figures: PublicFigures) -> str:
    """Who says so."""
    return told("source", title=title(figures))


def about(figures: PublicFigures) -> list[str]:
    """What it covers, and how far its figures can be trusted."""
    made = [told("about_made")]
    if not figures.weeks:
        return made
    return [told("about_weeks", first=week(figures.weeks[0]), last=week(figures.weeks[-1])), *made]


def left_out() -> list[str]:
    """What does not stand in it, so that nobody takes it for all there is."""
    return [told(f"left_out_{code}") for code in LEFT_OUT]


def count(people: Count) -> str:
    """A number of people; of few, that they are few."""
    return told("few") if people is None else figure(plain(people, 12))


def quantity(value: float | None, unit: str, *, daily: bool) -> str:
    """An amount, a day where it is daily; where it is not told, that it is not."""
    if value is None:
        return told("not_told")
    return told("a_day", amount=amount(value, unit)) if daily else amount(value, unit)


def missing(share: int | None) -> str:
    """What is missing on the worst day, in per cent."""
    if share is None:
        return told("not_told")
    return told("percent", share=figure(str(share))) if share else told("nothing_missing")


def week(one: Week) -> str:
    """A week by its number and month."""
    return told("week", number=figure(str(one.number)), month=month(one.year, one.month))


def short_week(one: Week) -> str:
    """A week by its number, as a heading."""
    return told("short_week", number=figure(str(one.number)))


def month(year: int, number: int) -> str:
    """A month with its year."""
    return told("month", month=say("date", MONTHS[number - 1]), year=figure(str(year)))


def tier(one: Tier) -> str:
    """A tier in a sentence."""
    return say("plan", f"tier_{one}")


def site(number: int) -> str:
    """A site by its number."""
    return told("site", number=figure(str(number)))


def need_at(need: NeedTold, sites: int) -> str:
    """A need's name, with its site where there are several."""
    return told("need_at", need=need.name, site=site(need.site)) if sites > 1 else need.name
