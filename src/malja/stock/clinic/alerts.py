"""When a week's count must make somebody look: thresholds as rows, each with its source and what it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, get_args

from malja.catalogue.load_catalogue import load_catalogue
from malja.facts.reading import decimal_text
from malja.problems import Problem
from malja.stock.clinic.clinic import WEEK, Clinic, WeekCell, WeekCount
from malja.stock.kinds import ILLNESSES
from malja.stock.ledger.amounts import write_amount
from malja.tables.cells import read_cell
from malja.tables.columns import Column, Table, Value

Measure = Literal["cases", "cases_under_5", "cases_5_and_over", "deaths", "deaths_under_5", "deaths_5_and_over"]
ThresholdRule = Literal["at_least", "times_mean"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A count of a syndrome that makes an alert: `value` or more in a week, or so many times the mean before.

    `times_mean`: `value` times the mean of the `weeks` weeks before, each of which must have been counted, and at least
    one. `basis` is as in the catalogue (read, derived, recalled, assumed); only rows that were read in their document
    are sure. ValueError: nonsense.
    """

    illness: str
    rule: ThresholdRule
    value: Decimal
    measure: Measure = "cases"
    weeks: int = 0
    document: str = ""
    basis: str = "assumed"

    def __post_init__(self) -> None:
        if self.illness not in ILLNESSES or self.measure not in MEASURES or self.value <= 0:
            raise ValueError(self)
        if (self.rule == "times_mean") != (self.weeks > 0):
            raise ValueError(self)


@cache
def load_thresholds() -> tuple[Threshold, ...]:
    """The catalogue's thresholds, which hold where the site sets none of its own.

    Those that were not read in their document must be checked with the health cluster before use.
    """
    return tuple(
        Threshold(
            illness=row.illness,
            measure=next(measure for measure in MEASURES if measure == row.measure),
            rule=row.rule,
            value=Decimal(decimal_text(row.value)),
            weeks=row.weeks or 0,
            document=", ".join(part for part in (row.source.document, row.source.page) if part),
            basis=row.source.basis,
        )
        for row in load_catalogue("warm").thresholds
    )


#: The site's own thresholds: a row stands for the one above of the same syndrome and measure, or beside them.
THRESHOLD_TABLE = Table(
    name="thresholds",
    key=("illness", "measure"),
    unique=True,
    meaning="the site's own alert thresholds, in the place of those that malja brings",
    columns=(
        Column(name="illness", kind="choice", required=True, choices=ILLNESSES, meaning="the syndrome"),
        Column(name="measure", kind="choice", required=True, choices=MEASURES, meaning="what is counted of it"),
        Column(
            name="rule",
            kind="choice",
            default="at_least",
            choices=("at_least", "times_mean"),
            meaning="so many in a week, or so many times the mean of the weeks before",
        ),
        Column(name="value", kind="number", required=True, least=0.0, most=1e6, meaning="how many; 0: no alert"),
        Column(name="weeks", kind="whole", default=3, least=1, most=52, unit="weeks", meaning="weeks of the mean"),
    ),
)


def read_thresholds(rows: Mapping[tuple[str, ...], Mapping[str, str]]) -> tuple[Threshold, ...]:
    """The thresholds that hold at a site: malja's, with the site's own rows (cells as text, by key) in their place.

    A row that can't be read, as two devices may leave it, changes nothing.
    """
    held = {(threshold.illness, threshold.measure): threshold for threshold in load_thresholds()}
    for key, cells in sorted(rows.items()):
        told = dict(zip(THRESHOLD_TABLE.key, key, strict=False)) | dict(cells)
        read = {
            column.name: read_cell(told.get(column.name, ""), column, None) for column in THRESHOLD_TABLE.all_columns
        }
        measure = next((measure for measure in MEASURES if measure == read["measure"]), None)
        value = read["value"]
        if measure is None or read["illness"] not in ILLNESSES or not isinstance(value, float):
            continue
        at = (str(read["illness"]), measure)
        held.pop(at, None)
        if value:
            held[at] = _own(at[0], measure, {**read, "value": value})
    return tuple(held[at] for at in sorted(held))


def _own(illness: str, measure: Measure, read: Mapping[str, Value | Problem]) -> Threshold:
    times_mean = read["rule"] == "times_mean"
    weeks = read["weeks"] if isinstance(read["weeks"], int) else 3
    return Threshold(
        illness=illness,
        measure=measure,
        rule="times_mean" if times_mean else "at_least",
        value=Decimal(decimal_text(float(str(read["value"])))),
        weeks=weeks if times_mean else 0,
        document=str(read["document"] or ""),
        basis=str(read["basis"] or "assumed"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A week's count that reached a threshold: what was counted, and the limit it reached."""

    cell: WeekCell
    threshold: Threshold
    counted: int
    limit: Decimal

    def to_json(self) -> dict[str, object]:
        """The alert by names; not to be published, since small numbers can point at a person."""
        return {
            "place": self.cell.place,
            "week": self.cell.week.isoformat(),
            "illness": self.cell.illness,
            "measure": self.threshold.measure,
            "counted": self.counted,
            "limit": write_amount(self.limit),
            "rule": self.threshold.rule,
            "document": self.threshold.document,
            "basis": self.threshold.basis,
        }


def find_alerts(
    clinic: Clinic, held: Sequence[Threshold] | None = None, *, since: datetime.date = datetime.date.min
) -> tuple[Alert, ...]:
    """The alerts of the weeks that begin on a day or later, by place, week and syndrome, then as thresholds stand."""
    counts = dict(clinic.counts())
    found = []
    for cell, counted in counts.items():
        if cell.week < since:
            continue
        for threshold in load_thresholds() if held is None else held:
            limit = _limit(cell, threshold, counts) if threshold.illness == cell.illness else None
            number = _measured(counted, threshold.measure)
            if limit is not None and number and number >= limit:
                found.append(Alert(cell=cell, threshold=threshold, counted=number, limit=limit))
    return tuple(found)


def _limit(cell: WeekCell, threshold: Threshold, counts: dict[WeekCell, WeekCount]) -> Decimal | None:
    """What a week's count must reach; None: a week that the mean is taken of was not counted."""
    if threshold.rule == "at_least":
        return threshold.value
    before = [counts.get(cell._replace(week=cell.week - back * WEEK)) for back in range(1, threshold.weeks + 1)]
    numbers = [_measured(counted, threshold.measure) for counted in before if counted is not None]
    if len(numbers) < threshold.weeks:
        return None
    return threshold.value * sum(numbers) / threshold.weeks


def _measured(counted: WeekCount, measure: Measure) -> int:
    number: int = getattr(counted, measure)
    return number
