"""The factors of a requirement, as values and as a line that anybody can check with a pencil."""

from __future__ import annotations

from dataclasses import dataclass

from malja.catalogue.citations import cite_source
from malja.catalogue.facts import Source
from malja.language.names import say_group
from malja.language.numbers import say_number, say_with_unit
from malja.language.say import say, say_list
from malja.needs.requirements import Requirement
from malja.problems import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementFactors:
    """The factors of one day's requirement: quantity = heads * share * standard, people = heads * reach.

    `quantity` is in `unit` (per day, for a daily need), `heads` and `people` in persons, `share` in units of the group
    per person. `source` says where the standard comes from, `group_source` where the share does.
    """

    heads: float
    kept: bool
    group: str
    share: float
    reach: float
    people: float
    standard: float
    unit: str
    quantity: float
    source: Source
    read_at: Origin | None
    group_source: Source
    group_read_at: Origin | None

    @property
    def is_uncertain(self) -> bool:
        """Whether the standard or the share of the group rests on recall or assumption, or is of low confidence."""
        return self.source.is_uncertain or (self.share != 1 and self.group_source.is_uncertain)


def find_factors(requirement: Requirement, day: int) -> RequirementFactors:
    """The factors of a requirement on a day (0 .. horizon - 1; outside: IndexError)."""
    if day < 0:
        raise IndexError(day)
    need, group = requirement.need, requirement.group
    return RequirementFactors(
        heads=float(requirement.heads[day]),
        kept=need.kept,
        group=group.group,
        share=group.share,
        reach=group.reach,
        people=float(requirement.people[day]),
        standard=requirement.standard,
        unit=need.unit,
        quantity=float(requirement.quantity[day]),
        source=need.source,
        read_at=need.read_at,
        group_source=group.source,
        group_read_at=group.read_at,
    )


def say_factors(derived: RequirementFactors) -> str:
    """The line to check it by: "8,040 people x 15 l (document, edition, page)", what is uncertain marked as such."""
    heads = say_number(derived.heads)
    parts = [say("needs", "all_who_came" if derived.kept else "people", people=heads)]
    if derived.share != 1:
        where = say_source(derived.group_source, derived.group_read_at)
        parts.append(
            say("needs", "share", share=say_number(derived.share), group=say_group(derived.group), source=where)
        )
    standard = say_with_unit(say_number(derived.standard), derived.unit)
    where = say_source(derived.source, derived.read_at)
    parts.append(say("needs", "standard", standard=standard, source=where))
    return say_list(parts, "times")


def say_source(source: Source, read_at: Origin | None = None) -> str:
    """The document, edition and page; else the row of the operation's table; else that no source is given.

    What rests on recall or assumption, or is of low confidence, says so.
    """
    named = [text for text in (cite_source(source),) if text]
    if not named and read_at is not None:
        named = [read_at.file, say("where", "row", row=read_at.row)]
    marks = [say("needs", source.basis)] if source.basis in ("recalled", "assumed") else []
    if source.confidence == "low":
        marks.append(say("needs", "low_confidence"))
    return say_list(named + marks) or say("needs", "no_source")
