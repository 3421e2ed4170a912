"""A plan that was made before, read from plan.json and held against the operation it is said to be of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from malja.problems import Problem, Refused, shorten

if TYPE_CHECKING:
    from malja.lifts.plan.plan import Plan
    from malja.operation.operation import Operation


def read_plan(path: Path, operation: Operation) -> Plan:
    """The plan in a file, or in the file plan.json of a folder.

    Raises Refused when it cannot be read, is no plan, is of another operation, other days, or names what the operation
    has not: papers and reports of it would say what is not so.
    """
    file, plan = _file(path), plan_in(path)
    checks = (
        _other(plan, operation, str(file)),
        _unknown(plan, operation, str(file)),
        _packed(plan, operation, str(file)),
    )
    problems = next((found for check in checks if (found := tuple(check))), ())
    if problems:
        raise Refused(problems)
    return plan


def plan_in(path: Path) -> Plan:
    """The plan in a file, or in plan.json of a folder, of whatever operation. Raises Refused when there is none."""
    from malja.lifts.plan.plan_read import read_plan

    file = _file(path)
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Refused([Problem(code="file_missing", file=str(file))]) from None
    except UnicodeDecodeError as error:
        at = (("byte", f"{error.start:,}"),)
        raise Refused([Problem(code="plan_encoding", file=str(file), values=at)]) from None
    except OSError as error:
        reason = (("reason", error.strerror or ""),)
        raise Refused([Problem(code="file_unreadable", file=str(file), values=reason)]) from None
    return read_plan(text, str(file))


def _file(path: Path) -> Path:
    return path / "plan.json" if path.is_dir() else path


def _other(plan: Plan, operation: Operation, file: str) -> Iterator[Problem]:
    """Another operation, or other days of it."""
    pairs = {
        "name": (plan.operation, operation.name),
        "start": (plan.start, operation.start),
        "days": (plan.days, operation.days),
        "reserve_days": (plan.reserve_days, operation.reserve_days),
    }
    for key, (planned, asked) in pairs.items():
        if planned != asked:
            yield _problem("plan_of_other", file, planned, key=key, asked=str(asked))


def _unknown(plan: Plan, operation: Operation, file: str) -> Iterator[Problem]:
    """Names that the operation has not, or has no longer."""
    known = {
        "lifts": {lift.lift for lift in operation.lifts},
        "items": {item.item for item in operation.items},
        "places": {place.place for place in operation.places},
    }
    named = {
        "lifts": [trip.lift for trip in plan.trips],
        "items": [cargo.item for trip in plan.trips for cargo in trip.cargo],
        "places": [place for trip in plan.trips for place in (trip.origin, trip.destination)],
    }
    for table, names in named.items():
        for name in dict.fromkeys(names):
            if name not in known[table]:
                yield _problem("plan_names_unknown", file, name, table=table)


def _packed(plan: Plan, operation: Operation, file: str) -> Iterator[Problem]:
    """Goods whose packs are others by now than when the plan was made."""
    items = {item.item: item for item in operation.items}
    changed = {
        cargo.item: None
        for trip in plan.trips
        for cargo in trip.cargo
        for item in (items[cargo.item],)
        for packs in (cargo.quantity / item.pack_quantity,)
        if not (
            math.isclose(packs, packs if cargo.packs is None else cargo.packs, rel_tol=1e-6)
            and math.isclose(packs * item.pack_kg, cargo.kg, rel_tol=1e-6)
            and math.isclose(packs * item.pack_m3, cargo.m3, rel_tol=1e-6)
        )
    }
    for name in changed:
        yield _problem("plan_packed_otherwise", file, name)


def _problem(code: str, file: str, value: object, **values: str) -> Problem:
    return Problem(
        code=code,
        file=file,
        value=shorten(str(value)),
        values=tuple((name, shorten(said)) for name, said in values.items()),
    )
