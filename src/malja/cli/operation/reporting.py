"""`malja report`: what people act on, on screen and on paper, of a plan that was made before or is made now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.opening import Where, opened
from malja.cli.operation.finding_out import asked_for, beside, found_at_once, found_out, kept
from malja.cli.operation.plan_file import read_plan
from malja.cli.operation.planning import planned, refuse_files
from malja.cli.operation.publishing import public_files_of, refuse_mixed, say_own_words
from malja.cli.terminal.words import words
from malja.files import write_all

if TYPE_CHECKING:
    from malja.cli.terminal.beside import Beside
    from malja.lifts.plan.plan import Plan
    from malja.operation.operation import Operation
    from malja.report.findings import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What the version that may leave is called, and whether needs and goods keep the names the operation gave them."""

    title: str = ""
    own_names: bool = False


def write_report(
    source: Where, out: Path, *, plan_file: Path | None, quick: bool, publishing: Publishing | None
) -> None:
    """Write the report of an operation into `out`: of the plan in `plan_file`, else of one that is made now.

    `quick`: without what takes a solver for long. `publishing`: write the version that may leave the operation
    instead, in a folder of its own.
    """
    from malja.language.clean_text import clean_text
    from malja.report.findings import Findings
    from malja.report.situation import gather_situation

    refuse_files(out)
    if publishing:
        refuse_mixed(out)
    operation = opened(source, plan_file)
    works = None if plan_file or quick or publishing else beside(operation)
    plan = read_plan(plan_file, operation) if plan_file else planned(operation, None, None)[0]
    found = kept(plan_file, operation, plan) if plan_file else Findings()
    if publishing:
        about = gather_situation(operation, plan, found if quick else asked_for(operation, found))
        files = public_files_of(about, title=publishing.title, own_names=publishing.own_names)
    else:
        found = found_at_once(operation, plan, found) if quick else found_out(operation, plan, found, works)
        files = files_of_report(operation, plan, found)
    write_all(out, files)
    page = next(name for name in files if name.endswith("report.html"))
    click.echo(clean_text(words("report_written", path=out / page)))
    if publishing:
        say_own_words(operation, title=publishing.title, own_names=publishing.own_names)


def files_of_report(operation: Operation, plan: Plan, found: Findings) -> dict[str, bytes]:
    """The report's files by name, with the findings, so that the next report of the same plan is quick."""
    from malja.report.findings import FINDINGS_FILE, format_findings
    from malja.report.report_files import make_report_files
    from malja.report.situation import gather_situation

    told = gather_situation(operation, plan, found)
    return {**make_report_files(told), FINDINGS_FILE: format_findings(found, operation, plan).encode()}


def add_report(operation: Operation, plan: Plan, out: Path, works: Beside) -> None:
    """Write the report beside a plan that was just made; of one that was cut short without what takes long."""
    from malja.language.clean_text import clean_text
    from malja.report.findings import Findings

    if plan.solver.status == "stopped":
        works.leave()
        found = found_at_once(operation, plan, Findings())
    else:
        found = found_out(operation, plan, Findings(), works)
    write_all(out, files_of_report(operation, plan, found))
    click.echo(clean_text(words("report_added", path=out)))
