"""Families in the table of people as so many people, by the size of a household that the operation gives."""

from __future__ import annotations

import dataclasses

from malja.operation.people_counts import read_people_count
from malja.problems import Problem
from malja.tables.rows import ParsedRow, ParsedSheet

_COLUMNS = ("arrivals", "departures")


def count_people(sheet: ParsedSheet, household_size: float) -> ParsedSheet:
    """The table of people with numbers where families stood; what was counted is told, what can't be is refused."""
    rows: list[ParsedRow] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    for row in sheet.rows:
        for column in _COLUMNS:
            said = row.values.get(column)
            if not isinstance(said, str):
                continue
            count = read_people_count(said, household_size)
            row = dataclasses.replace(row, values={**row.values, column: count.people if count else 0})
            if count is None:
                row = dataclasses.replace(row, broken=row.broken | {column})
                problems.append(Problem.at(row.origin, "people_wrong", column, said))
            elif count.families:
                size = f"{household_size:g}"
                notices.append(Problem.at(row.origin, "families_counted", column, said, people=count.people, size=size))
        rows.append(row)
    return dataclasses.replace(
        sheet, rows=tuple(rows), problems=(*sheet.problems, *problems), notices=(*sheet.notices, *notices)
    )
