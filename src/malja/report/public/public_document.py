"""The public report as a tree: what people need, what is missing week by week, what would help, and what is left out.

It is made from `PublicFigures` alone, so that there is nothing in it to be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable

from malja.catalogue.facts import TIERS, Tier
from malja.language.clean_text import clean
from malja.language.numbers import amount, figure, with_unit
from malja.language.numbers import plain as number
from malja.language.say import listed, say
from malja.language.speech import current
from malja.quantities import plain
from malja.report.document import (
    Block,
    Bullets,
    Column,
    Derivation,
    Document,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Said,
    Section,
    Table,
)
from malja.report.public import public_words as words
from malja.report.public.figures import AskedTold, NeedTold, PublicFigures
from malja.report.public.public_words import told

#: A page shows so many weeks; the tables beside it hold all.
MOST_WEEKS = 10
#: So many needs are named in the headline.
MOST_NAMED = 3


def public_document(figures: PublicFigures) -> Document:
    """The report that may leave, said in the language that is spoken."""
    language = current().language
    return Document(
        title=clean(words.title(figures)),
        language=language.code,
        direction=language.direction,
        about=tuple(_said(line) for line in words.about(figures)),
        headline=Paragraph(said=_said(_headline(figures)), tone="urgent" if _worst(figures) else "good"),
        sections=(
            Section(code="figures", title=told("figures"), blocks=(_key_figures(figures),)),
            Section(code="missing", title=told("missing"), blocks=tuple(_missing(figures))),
            Section(code="needed", title=told("needed"), blocks=tuple(_needed(figures))),
            Section(code="asked", title=told("asked"), blocks=(_asked(figures),)),
            Section(code="left-out", title=told("left_out"), blocks=(_left_out(),)),
        ),
        derivations=tuple(_derivations(figures)),
    )


def _said(text: str, proof: str = "") -> Said:
    return Said(text=clean(text), proof=proof)


def _worst(figures: PublicFigures) -> list[NeedTold]:
    """What the headline tells of: of the gravest tier that is missed, the first week, what is missing most first."""
    for tier in TIERS:
        short = [need for need in figures.needs if need.tier == tier and need.missing]
        if short:
            first = min(need.week for need in short)
            return sorted((need for need in short if need.week == first), key=lambda need: -(need.missing or 0))
    return []


def _headline(figures: PublicFigures) -> str:
    found = _worst(figures)
    if not found:
        if all(one.people == 0 for one in figures.people):
            return told("headline_nobody")
        return told("headline_none_told" if figures.hides_some else "headline_none")
    names = [words.need_at(need, figures.sites) for need in found[:MOST_NAMED]]
    more = len(found) - len(names)
    said = told("and_more", names=listed(names), more=more) if more > 0 else listed(names)
    people = words.count(max((need.people for need in found if need.people is not None), default=None))
    return told("headline", week=words.week(found[0].week), tier=words.tier(found[0].tier), needs=said, people=people)


def _key_figures(figures: PublicFigures) -> KeyFigures:
    shown = [KeyFigure(figure=_said(words.count(figures.most_people)), label=told("figure_people"))]
    for tier in TIERS:
        short = {(need.site, need.need, need.own) for need in figures.needs if need.tier == tier and need.missing}
        label = told(f"figure_{tier}")
        shown.append(KeyFigure(figure=_said(figure(str(len(short)))), label=label, level=tier if short else "fine"))
    return KeyFigures(figures=tuple(shown))


def _missing(figures: PublicFigures) -> Iterable[Block]:
    """A table for each tier that is missed: what is missing of each need, week by week."""
    tiers = [tier for tier in TIERS if any(need.tier == tier and need.missing for need in figures.needs)]
    if not tiers:
        yield Paragraph(said=_said(told("missing_none_told" if figures.hides_some else "missing_none")), tone="good")
    for tier in tiers:
        yield _missing_table(figures, tier)


def _missing_table(figures: PublicFigures, tier: Tier) -> Table:
    last = max(need.week for need in figures.needs if need.tier == tier and need.missing)
    until = [week for week in figures.weeks if week <= last]
    weeks = until[:MOST_WEEKS]
    rows: dict[tuple[int, str, int], list[NeedTold]] = {}
    for need in figures.needs:
        if need.tier == tier:
            rows.setdefault((need.site, need.need, need.own), []).append(need)
    short = [row for row in rows.values() if any(need.missing for need in row)]
    return Table(
        code=f"missing-{tier}",
        caption=told("missing_caption", tier=words.tier(tier)),
        columns=(
            Column(heading=told("column_need")),
            *(Column(heading=words.short_week(week), numeric=True) for week in weeks),
        ),
        rows=tuple(
            (
                _said(words.need_at(row[0], figures.sites)),
                *(_said(next((words.missing(n.missing) for n in row if n.week == week), "")) for week in weeks),
            )
            for row in short
        ),
        note=" ".join(_notes(weeks == until, until == list(figures.weeks))),
    )


def _notes(shown: bool, to_the_end: bool) -> Iterable[str]:
    """How to read a table of weeks: whether all that tell something are shown, and whether the others tell nothing."""
    yield told("missing_note")
    if not shown:
        yield told("missing_more")
    elif not to_the_end:
        yield told("missing_no_more")


def _needed(figures: PublicFigures) -> Iterable[Block]:
    """What is due in the first week, need by need; every figure opens how it came about."""
    if not figures.weeks or not figures.needs:
        yield Paragraph(said=_said(told("headline_nobody")))
        return
    week = figures.weeks[0]
    rows: dict[tuple[int, str, int], list[NeedTold]] = {}
    for need in figures.needs:
        if need.week == week:
            rows.setdefault((need.site, need.need, need.own), []).append(need)
    yield Table(
        code="due",
        caption=told("needed_caption", week=words.week(week)),
        columns=(
            Column(heading=told("column_need")),
            Column(heading=told("column_people"), numeric=True),
            *(Column(heading=told(f"column_{tier}"), numeric=True) for tier in TIERS),
        ),
        rows=tuple(_due(figures, row) for row in rows.values()),
    )


def _due(figures: PublicFigures, row: list[NeedTold]) -> tuple[Said, ...]:
    by_tier = {need.tier: need for need in row}
    cells = [by_tier.get(tier) for tier in TIERS]
    return (
        _said(words.need_at(row[0], figures.sites)),
        _said(words.count(row[0].people)),
        *(
            _said("") if one is None else _said(words.quantity(one.required, one.unit, daily=one.daily), _proof(one))
            for one in cells
        ),
    )


def _proof(need: NeedTold) -> str:
    """The code of a need's derivation; what is not told has none."""
    return "" if need.required is None else f"how-{need.site}-{need.need or f'own-{need.own}'}"


def _derivations(figures: PublicFigures) -> Iterable[Derivation]:
    """How the figures of each need came about: people by standard, with where the standard is said."""
    seen: dict[str, list[NeedTold]] = {}
    for need in figures.needs:
        if figures.weeks and need.week == figures.weeks[0] and _proof(need):
            seen.setdefault(_proof(need), []).append(need)
    for code, needs in seen.items():
        lines = [_said(_factors(figures, need)) for need in needs]
        yield Derivation(
            code=code, title=clean(words.need_at(needs[0], figures.sites)), blocks=(Bullets(lines=tuple(lines)),)
        )


def _factors(figures: PublicFigures, need: NeedTold) -> str:
    """People by share by standard, each with its source, as the operation's own report has it."""
    tier, required = told(f"column_{need.tier}"), words.quantity(need.required, need.unit, daily=need.daily)
    parts = [say("needs", "all_who_came" if need.kept else "people", people=words.count(need.counted))]
    known = [one for one in figures.standards if (one.need, one.tier) == (need.need, need.tier)]
    for one in known:
        if one.share != 1:
            share = number(one.share)
            parts.append(say("needs", "share", share=share, group=one.group, source=one.share_source))
        standard = with_unit(number(one.quantity), one.unit)
        parts.append(say("needs", "standard", standard=standard, source=one.source))
    if not known:
        parts.append(told("own_standard"))
    return told("factors", tier=tier, factors=listed(parts, "times"), required=required)


def _asked(figures: PublicFigures) -> Block:
    if figures.asked is None:
        return Paragraph(said=_said(told("asked_unknown")))
    if not figures.asked:
        return Paragraph(said=_said(told("asked_none")))
    headings = ("column_tier", "what", "column_quantity", "weight", "column_cost", "column_by")
    numeric = ("column_quantity", "weight", "column_cost")
    return Table(
        code="asked-for",
        caption=told("asked_caption"),
        columns=tuple(Column(heading=told(code), numeric=code in numeric) for code in headings),
        rows=tuple(_asked_row(figures, one) for one in figures.asked),
        note=told("asked_note"),
    )


def _asked_row(figures: PublicFigures, one: AskedTold) -> tuple[Said, ...]:
    name = told("need_at", need=one.name, site=words.site(one.site)) if one.site and figures.sites > 1 else one.name
    cells = (
        told(f"column_{one.tier}"),
        name,
        words.quantity(one.quantity, one.unit, daily=one.daily),
        "" if one.kg is None else amount(one.kg, "kg"),
        told("money", amount=figure(plain(one.cost, 2)), currency=figures.currency),
        words.month(*one.by),
    )
    return tuple(_said(cell) for cell in cells)


def _left_out() -> Block:
    return Bullets(lines=tuple(_said(line) for line in words.left_out()))
