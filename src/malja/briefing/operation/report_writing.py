"""The report's files: findings saved by an earlier run are reused; what may leave has a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from malja.cover.urgency import find_urgencies
from malja.lifts.plan.plan import Plan, has_reasons
from malja.lifts.solver.time_limit import OutOfTimeError, within_time
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.load_reasons import add_load_reasons
from malja.operation.operation import Operation
from malja.outputs import write_outputs
from malja.problems import Problem, Refused
from malja.report.findings import FINDINGS_FILE, Findings, format_findings, mark_cut, parse_findings
from malja.report.public.public_names import list_own_names
from malja.report.report_files import PUBLIC_NAMES, make_public_report_files, make_report_files
from malja.report.situation import gather_situation
from malja.report.summary import summarise_plan
from malja.report.terminal.plan_page import build_plan_page, render_text

#: The folder of what may leave: one of its own, so that nothing else is sent along by mistake.
PUBLIC_FOLDER = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVersion:
    """What the version that may leave is called, and whether needs and goods keep the names the operation gave them."""

    title: str = ""
    own_names: bool = False


def read_findings(path: Path, operation: Operation, plan: Plan) -> Findings:
    """The findings in the folder of a plan file, if they are of these tables and this plan; else empty ones."""
    file = (path if path.is_dir() else path.parent) / FINDINGS_FILE
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Findings()
    return parse_findings(text, operation, plan) or Findings()


def add_quick_findings(
    operation: Operation, plan: Plan, findings: Findings, stop: Callable[[], bool] | None = None
) -> Findings:
    """The findings with what takes a moment: the plan's limits, and what happens if the next flight fails.

    That is given up once `stop` says true.
    """
    fails = findings.flight_fails
    if fails is None:
        with suppress(OutOfTimeError), within_time(stop):
            fails = find_flight_failure(operation, plan)
    cut = mark_cut(findings.cut, "flight_fails", cut=fails is None)
    return replace(findings, limits=plan.limits or findings.limits, flight_fails=fails, cut=cut)


def add_reasons(operation: Operation, plan: Plan, stop: Callable[[], bool] | None = None) -> Plan:
    """The plan with the reason of each line, where it has not got them; given up once `stop` says true."""
    return plan if has_reasons(plan) else add_load_reasons(operation, plan, stop=stop)


def whole_report_files(
    operation: Operation, plan: Plan, findings: Findings, reached: tuple[str, ...] = ()
) -> dict[str, bytes]:
    """The report's files by name, with the findings, so that the next report of the same plan is quick."""
    files = make_report_files(gather_situation(operation, plan, findings, reached))
    return {**files, FINDINGS_FILE: format_findings(findings, operation, plan).encode()}


def write_quick_report(operation: Operation, plan: Plan, folder: str | Path) -> None:
    """Write report.html, report.pdf, plan.xlsx and the HXL files into a folder, all or none, in the language spoken.

    With what happens if the next flight fails; what a solver takes longer for is left out (docs/report.md).
    Raises Failed when something cannot be written.
    """
    plan = add_reasons(operation, plan)
    findings = add_quick_findings(operation, plan, Findings())
    write_outputs(Path(folder), make_report_files(gather_situation(operation, plan, findings)))


def say_summary(operation: Operation, plan: Plan, *, verbose: bool = False) -> str:
    """The plan on a page of plain text, 80 columns; `verbose`: with the aims, what is proven of them, and the gaps."""
    summary = summarise_plan(operation, add_reasons(operation, plan), find_urgencies(operation))
    return render_text(build_plan_page(operation, summary, verbose=verbose))


def public_folder_files(
    operation: Operation, plan: Plan, findings: Findings, version: PublicVersion
) -> dict[str, bytes]:
    """The files that may leave, by name below the report's folder."""
    about = gather_situation(operation, plan, findings)
    files = make_public_report_files(about, title=version.title, own_names=version.own_names)
    return {f"{PUBLIC_FOLDER}/{name}": content for name, content in files.items()}


def refuse_mixed_folder(out: Path) -> None:
    """Raise Refused where the public folder holds anything else: whoever gives it away would give that away too."""
    folder = out / PUBLIC_FOLDER
    others = sorted(path.name for path in folder.iterdir() if path.name not in PUBLIC_NAMES) if folder.is_dir() else []
    if others:
        raise Refused([Problem.at(None, "public_folder_mixed", value=others[0], folder=folder)])


def refuse_file(out: Path) -> None:
    """Raise Refused, before the work begins, where a file stands in the place of the folder."""
    if out.exists() and not out.is_dir():
        raise Refused([Problem(code="out_is_file", file=str(out))])


def own_words(operation: Operation, version: PublicVersion) -> list[str]:
    """The words that are not malja's and leave with the public version: whoever publishes them must have seen them."""
    names = list_own_names(operation) if version.own_names else ()
    return [*([version.title] if version.title else []), *names]
