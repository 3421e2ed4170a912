"""The public report as a tree: what people need, what is missing week by week, what would help, and what is left out.

It is made from `PublicFigures` alone, so that there is nothing in it to be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable

from malja.catalogue.facts import TIERS, Tier
from malja.language.clean_text import clean_text
from malja.language.numbers import say_amount, say_digits, say_with_unit
from malja.language.numbers import say_number as number
from malja.language.say import say, say_list
from malja.language.speech import current_speech
from malja.quantities import format_number
from malja.report.document import (
    Bullets,
    Derivation,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Phrase,
    ReportBlock,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from malja.report.public import public_words as words
from malja.report.public.figures import PublicFigures, PublicNeed, PublicRequest
from malja.report.public.public_words import say_public

#: The most weeks on a page; the data files hold all.
MOST_WEEKS = 10
#: The most needs named in the headline.
_MOST_NAMED = 3


def build_public_document(figures: PublicFigures) -> Document:
    """The report that may leave, in the current language."""
    language = current_speech().language
    return Document(
        title=clean_text(words.say_title(figures)),
        language=language.code,
        direction=language.direction,
        about=tuple(_said(line) for line in words.say_scope(figures)),
        headline=Paragraph(said=_said(_headline(figures)), tone="urgent" if _worst(figures) else "good"),
        sections=(
            ReportSection(code="figures", title=say_public("figures"), blocks=(_key_figures(figures),)),
            ReportSection(code="missing", title=say_public("missing"), blocks=tuple(_missing(figures))),
            ReportSection(code="needed", title=say_public("needed"), blocks=tuple(_needed(figures))),
            ReportSection(code="asked", title=say_public("asked"), blocks=(_asked(figures),)),
            ReportSection(code="left-out", title=say_public("left_out"), blocks=(_left_out(),)),
        ),
        derivations=tuple(_derivations(figures)),
    )


def _said(text: str, proof: str = "") -> Phrase:
    return Phrase(text=clean_text(text), proof=proof)


def _worst(figures: PublicFigures) -> list[PublicNeed]:
    """The needs in the headline: of the gravest tier missed, in the first week, the largest share missing first."""
    for tier in TIERS:
        short = [need for need in figures.needs if need.tier == tier and need.missing]
        if short:
            first = min(need.week for need in short)
            return sorted((need for need in short if need.week == first), key=lambda need: -(need.missing or 0))
    return []


def _headline(figures: PublicFigures) -> str:
    worst = _worst(figures)
    if not worst:
        if all(one.people == 0 for one in figures.people):
            return say_public("headline_nobody")
        return say_public("headline_none_told" if figures.hides_some else "headline_none")
    names = [words.say_need_at(need, figures.sites) for need in worst[:_MOST_NAMED]]
    more = len(worst) - len(names)
    said = say_public("and_more", names=say_list(names), more=more) if more > 0 else say_list(names)
    people = words.say_count(max((need.people for need in worst if need.people is not None), default=None))
    return say_public(
        "headline", week=words.say_week(worst[0].week), tier=words.say_tier(worst[0].tier), needs=said, people=people
    )


def _key_figures(figures: PublicFigures) -> KeyFigures:
    shown = [KeyFigure(figure=_said(words.say_count(figures.most_people)), label=say_public("figure_people"))]
    for tier in TIERS:
        short = {(need.site, need.need, need.own) for need in figures.needs if need.tier == tier and need.missing}
        label = say_public(f"figure_{tier}")
        shown.append(KeyFigure(figure=_said(say_digits(str(len(short)))), label=label, level=tier if short else "fine"))
    return KeyFigures(figures=tuple(shown))


def _missing(figures: PublicFigures) -> Iterable[ReportBlock]:
    """A table for each tier that is missed: what is missing of each need, week by week."""
    tiers = [tier for tier in TIERS if any(need.tier == tier and need.missing for need in figures.needs)]
    if not tiers:
        yield Paragraph(
            said=_said(say_public("missing_none_told" if figures.hides_some else "missing_none")), tone="good"
        )
    for tier in tiers:
        yield _missing_table(figures, tier)


def _missing_table(figures: PublicFigures, tier: Tier) -> ReportTable:
    last = max(need.week for need in figures.needs if need.tier == tier and need.missing)
    until = [week for week in figures.weeks if week <= last]
    weeks = until[:MOST_WEEKS]
    rows: dict[tuple[int, str, int], list[PublicNeed]] = {}
    for need in figures.needs:
        if need.tier == tier:
            rows.setdefault((need.site, need.need, need.own), []).append(need)
    short = [row for row in rows.values() if any(need.missing for need in row)]
    return ReportTable(
        code=f"missing-{tier}",
        caption=say_public("missing_caption", tier=words.say_tier(tier)),
        columns=(
            ReportColumn(heading=say_public("column_need")),
            *(ReportColumn(heading=words.say_short_week(week), numeric=True) for week in weeks),
        ),
        rows=tuple(
            (
                _said(words.say_need_at(row[0], figures.sites)),
                *(_said(next((words.say_missing(n.missing) for n in row if n.week == week), "")) for week in weeks),
            )
            for row in short
        ),
        note=" ".join(_notes(weeks == until, until == list(figures.weeks))),
    )


def _notes(shown: bool, to_the_end: bool) -> Iterable[str]:
    """How to read a table of weeks: whether all that tell something are shown, and whether the others tell nothing."""
    yield say_public("missing_note")
    if not shown:
        yield say_public("missing_more")
    elif not to_the_end:
        yield say_public("missing_no_more")


def _needed(figures: PublicFigures) -> Iterable[ReportBlock]:
    """What is due in the first week, need by need; every figure links to its derivation."""
    if not figures.weeks or not figures.needs:
        yield Paragraph(said=_said(say_public("headline_nobody")))
        return
    week = figures.weeks[0]
    rows: dict[tuple[int, str, int], list[PublicNeed]] = {}
    for need in figures.needs:
        if need.week == week:
            rows.setdefault((need.site, need.need, need.own), []).append(need)
    yield ReportTable(
        code="due",
        caption=say_public("needed_caption", week=words.say_week(week)),
        columns=(
            ReportColumn(heading=say_public("column_need")),
            ReportColumn(heading=say_public("column_people"), numeric=True),
            *(ReportColumn(heading=say_public(f"column_{tier}"), numeric=True) for tier in TIERS),
        ),
        rows=tuple(_due(figures, row) for row in rows.values()),
    )


def _due(figures: PublicFigures, row: list[PublicNeed]) -> tuple[Phrase, ...]:
    by_tier = {need.tier: need for need in row}
    cells = [by_tier.get(tier) for tier in TIERS]
    return (
        _said(words.say_need_at(row[0], figures.sites)),
        _said(words.say_count(row[0].people)),
        *(
            _said("")
            if one is None
            else _said(words.say_public_quantity(one.required, one.unit, daily=one.daily), _proof(one))
            for one in cells
        ),
    )


def _proof(need: PublicNeed) -> str:
    """The code of a need's derivation; what is not told has none."""
    return "" if need.required is None else f"how-{need.site}-{need.need or f'own-{need.own}'}"


def _derivations(figures: PublicFigures) -> Iterable[Derivation]:
    """How the figures of each need were calculated: people x standard, with the source of the standard."""
    seen: dict[str, list[PublicNeed]] = {}
    for need in figures.needs:
        if figures.weeks and need.week == figures.weeks[0] and _proof(need):
            seen.setdefault(_proof(need), []).append(need)
    for code, needs in seen.items():
        lines = [_said(_factors(figures, need)) for need in needs]
        yield Derivation(
            code=code,
            title=clean_text(words.say_need_at(needs[0], figures.sites)),
            blocks=(Bullets(lines=tuple(lines)),),
        )


def _factors(figures: PublicFigures, need: PublicNeed) -> str:
    """People by share by standard, each with its source, as the operation's own report has it."""
    tier, required = (
        say_public(f"column_{need.tier}"),
        words.say_public_quantity(need.required, need.unit, daily=need.daily),
    )
    parts = [say("needs", "all_who_came" if need.kept else "people", people=words.say_count(need.counted))]
    known = [one for one in figures.standards if (one.need, one.tier) == (need.need, need.tier)]
    for one in known:
        if one.share != 1:
            share = number(one.share)
            parts.append(say("needs", "share", share=share, group=one.group, source=one.share_source))
        standard = say_with_unit(number(one.quantity), one.unit)
        parts.append(say("needs", "standard", standard=standard, source=one.source))
    if not known:
        parts.append(say_public("own_standard"))
    return say_public("factors", tier=tier, factors=say_list(parts, "times"), required=required)


def _asked(figures: PublicFigures) -> ReportBlock:
    if figures.asked is None:
        return Paragraph(said=_said(say_public("asked_unknown")))
    if not figures.asked:
        return Paragraph(said=_said(say_public("asked_none")))
    headings = ("column_tier", "what", "column_quantity", "weight", "column_cost", "column_by")
    numeric = ("column_quantity", "weight", "column_cost")
    return ReportTable(
        code="asked-for",
        caption=say_public("asked_caption"),
        columns=tuple(ReportColumn(heading=say_public(code), numeric=code in numeric) for code in headings),
        rows=tuple(_asked_row(figures, one) for one in figures.asked),
        note=say_public("asked_note"),
    )


def _asked_row(figures: PublicFigures, one: PublicRequest) -> tuple[Phrase, ...]:
    name = (
        say_public("need_at", need=one.name, site=words.say_site(one.site))
        if one.site and figures.sites > 1
        else one.name
    )
    cells = (
        say_public(f"column_{one.tier}"),
        name,
        words.say_public_quantity(one.quantity, one.unit, daily=one.daily),
        "" if one.kg is None else say_amount(one.kg, "kg"),
        say_public("money", amount=say_digits(format_number(one.cost, 2)), currency=figures.currency),
        words.say_month(*one.by),
    )
    return tuple(_said(cell) for cell in cells)


def _left_out() -> ReportBlock:
    return Bullets(lines=tuple(_said(line) for line in words.say_left_out()))
