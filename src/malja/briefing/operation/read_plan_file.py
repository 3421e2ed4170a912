"""A plan that was made before: read from plan.json, and checked to be of an operation."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import read_plan
from malja.operation.operation import Operation
from malja.outputs import finish_outputs
from malja.problems import Problem, Refused, shorten


def read_plan_for(operation: Operation, path: Path) -> Plan:
    """The plan in a file, or in the file plan.json of a folder.

    Raises Refused when it cannot be read, is no plan, is of another operation or other days, or names lifts, goods or
    places that the operation does not have: papers and reports of it would be wrong.
    """
    file, plan = _file(path), read_plan_file(path)
    checks = (
        _check_operation(plan, operation, str(file)),
        _check_names(plan, operation, str(file)),
        _check_packs(plan, operation, str(file)),
    )
    problems = next((problems for check in checks if (problems := tuple(check))), ())
    if problems:
        raise Refused(problems)
    return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFile:
    """A plan to start from, its file, and the SHA-256 of the file's bytes: the plan is an input like the tables."""

    file: Path
    plan: Plan
    sha256: str


def read_start_file(path: Path) -> StartFile:
    """The plan to start from in a file, or in plan.json of a folder, of whatever operation.

    Raises Refused where there is no plan.
    """
    plan, file = read_plan_file(path), _file(path)
    return StartFile(file=file, plan=plan, sha256=hashlib.sha256(file.read_bytes()).hexdigest())


def read_plan_file(path: Path) -> Plan:
    """The plan in a file, or in plan.json of a folder, of whatever operation. Raises Refused when there is none."""
    file = _file(path)
    finish_outputs(file.parent)
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


def _check_operation(plan: Plan, operation: Operation, file: str) -> Iterator[Problem]:
    """Check that it is this operation, and the same days."""
    pairs = {
        "name": (plan.operation, operation.name),
        "start": (plan.start, operation.start),
        "days": (plan.days, operation.days),
        "reserve_days": (plan.reserve_days, operation.reserve_days),
    }
    for key, (in_plan, in_operation) in pairs.items():
        if in_plan != in_operation:
            yield _problem("plan_of_other", file, in_plan, key=key, asked=str(in_operation))


def _check_names(plan: Plan, operation: Operation, file: str) -> Iterator[Problem]:
    """Check that the operation still has every lift, item and place of the plan."""
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


def _check_packs(plan: Plan, operation: Operation, file: str) -> Iterator[Problem]:
    """Check for goods whose packs have changed since the plan was made."""
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
        values=tuple((name, shorten(text)) for name, text in values.items()),
    )
