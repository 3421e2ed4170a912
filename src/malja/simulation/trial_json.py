"""Trials as data for other programs: JSON, the same bytes for the same operation and settings."""

from __future__ import annotations

import json

from malja.operation.operation import Operation
from malja.simulation.trials import Outcome, Trials

_FORMAT = "malja.try/1"


def format_trials(operation: Operation, trials: Trials) -> str:
    """One object: format, operation, start, settings, `runs`, `days` lived through, `promised`, and runs by way.

    Person-days as numbers with 12 significant digits, `first_day` as a date or null.
    """
    settings = trials.settings
    record = {
        "format": _FORMAT,
        "operation": operation.name,
        "start": operation.start.isoformat(),
        "settings": {
            "runs": settings.runs,
            "seed": settings.chances.seed,
            "again": settings.again,
            "keep": settings.keep,
            "hedge": settings.hedge,
            "fails": _digits(settings.chances.fails),
            "more_people": _digits(settings.chances.more_people),
            "more_weeks": _digits(settings.chances.more_weeks),
            "count_error": _digits(settings.chances.count_error),
        },
        "runs": trials.runs,
        "days": trials.days,
        "status": "stopped" if trials.stopped else "solved",
        "promised": None if trials.promised is None else _describe(operation, trials.promised),
        "outcomes": {way: [_describe(operation, one) for one in runs] for way, runs in trials.outcomes.items()},
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _describe(operation: Operation, outcome: Outcome) -> dict[str, object]:
    return {
        "departures_failed": outcome.failed,
        "person_days": {tier: _digits(total) for tier, total in outcome.totals.items()},
        "lacks": [
            {
                "need": need,
                "tier": tier,
                "person_days": _digits(lack.person_days),
                "first_day": None if lack.first_day is None else operation.date(lack.first_day).isoformat(),
            }
            for (need, tier), lack in outcome.lacks.items()
            if lack.first_day is not None
        ],
    }


def _digits(number: float) -> float:
    """The number with 12 significant digits; a negative zero is zero."""
    return float(f"{number:.12g}") + 0.0
