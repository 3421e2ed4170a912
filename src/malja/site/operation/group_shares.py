"""Measure groups' shares by the counts of the site, in place of the catalogue's or the table's."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable

from malja.catalogue.facts import Group, Source
from malja.language.say import say
from malja.operation.rows import Tables
from malja.people.headcount import Headcount, Share
from malja.problems import Problem
from malja.quantities import format_number
from malja.site.operation.reconcile import JOURNAL_DOCUMENT


def measure_groups(tables: Tables, headcount: Headcount) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """The groups with the shares that were counted, and a notice for each that changed.

    A group's share is its number among everyone at all places where it was counted, on the days of the counts; places
    where nobody counted it are taken to be like them. The group's reach follows its share where it was the same.
    """
    counts: dict[str, list[Share]] = {}
    for share in headcount.shares():
        if share.everyone:
            counts.setdefault(share.group, []).append(share)
    groups, notices = [], []
    for group in tables.groups:
        counted = counts.get(group.group, [])
        measured = _measured(group, counted) if counted else group
        groups.append(measured)
        if measured is not group:
            told = {
                "group": group.group,
                "share": format_number(measured.share, 3),
                "before": format_number(group.share, 3),
            }
            notices.append(Problem.at(None, "site_share_counted", date=_last(counted), **told))
    return tuple(groups), tuple(notices)


def _measured(group: Group, counted: Iterable[Share]) -> Group:
    number = sum(one.number for one in counted)
    everyone = sum(one.everyone for one in counted)
    share = number / everyone
    if share == group.share:
        return group
    note = say("site", "share_note", number=number, everyone=everyone, date=_last(counted))
    return dataclasses.replace(
        group,
        share=share,
        reach=share if group.reach == group.share else group.reach,
        source=Source(document=JOURNAL_DOCUMENT, basis="derived", note=note),
        read_at=None,
    )


def _last(counted: Iterable[Share]) -> datetime.date:
    return max(one.date for one in counted)
