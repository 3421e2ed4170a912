"""`malja plan`: read, plan, write everything at once, show the summary."""

from __future__ import annotations

import json
import platform
import re
import sys
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console, RenderableType

from malja import clock
from malja.briefing.operation.findings_time import FindingsTime
from malja.briefing.operation.read_plan_file import StartFile, read_start_file
from malja.briefing.operation.report_writing import add_quick_findings, refuse_file, whole_report_files
from malja.briefing.operation.source import OperationSource
from malja.cli.options import FORCE, PATH, REPORT_SECONDS, check_finite, on_operation
from malja.cli.planning import add_findings, begin_findings, find_reasons_in_time, list_cut_findings, make_plan
from malja.cli.terminal.background import BackgroundWork
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.cover.urgency import find_urgencies
from malja.language.say import say, say_list
from malja.lifts.decomposition.planning import PiecesReport
from malja.lifts.plan.plan import Plan, StartUse
from malja.lifts.plan.plan_json import format_plan
from malja.operation.operation import Operation
from malja.outputs import refuse_taken_files, write_outputs
from malja.report.findings import Findings
from malja.report.summary import summarise_plan
from malja.report.terminal.plan_page import build_plan_page, render_text
from malja.report.workbooks.manifests import make_manifests

if sys.platform != "win32":
    import resource

#: What is written before the report.
PLAN_FILES = ("run.json", "summary.txt", "manifests.xlsx", "plan.json")
#: A page wider than this is hard to read.
_WIDEST = 100


@click.command("plan", cls=SpokenCommand, help=say("cli", "help_plan"), short_help=say("cli", "short_plan"))
@on_operation
@click.option("--out", required=True, type=PATH, metavar="DIR", help=say("cli", "help_out"))
@click.option(
    "--seconds", type=click.FloatRange(0, min_open=True), callback=check_finite, help=say("cli", "help_seconds")
)
@click.option("--from", "start_file", type=PATH, metavar="PLAN", help=say("cli", "help_from"))
@click.option("--gap", type=click.FloatRange(0, 1), callback=check_finite, help=say("cli", "help_gap"))
@click.option("--hedge", type=click.IntRange(1, 200), metavar="N", help=say("cli", "help_plan_hedge"))
@click.option("--workers", type=click.IntRange(1), default=1, metavar="N", help=say("cli", "help_workers"))
@click.option("--ray", metavar="ADDRESS", help=say("cli", "help_ray"))
@click.option("--verbose", "-v", is_flag=True, help=say("cli", "help_verbose"))
@REPORT_SECONDS
@click.option("--no-report", is_flag=True, help=say("cli", "help_no_report"))
@FORCE
def plan_command(
    source: OperationSource,
    out: Path,
    seconds: float | None,
    start_file: Path | None,
    gap: float | None,
    hedge: int | None,
    workers: int,
    ray: str | None,
    verbose: bool,
    report_seconds: float,
    no_report: bool,
    force: bool,
) -> None:
    """Plan an operation, write the plan and, unless `no_report`, the report."""
    begun = clock.seconds()
    refuse_file(out)
    refuse_taken_files(out, PLAN_FILES, force=force)
    operation = source.read()
    if hedge is not None and (workers > 1 or ray is not None):
        raise click.UsageError(say("cli", "hedge_in_one_piece"))
    start = _read_start(start_file, hedge)
    read_by = clock.seconds()
    findings_time = FindingsTime(report_seconds)
    background = None if no_report else begin_findings(operation, findings_time)
    pieces: list[PiecesReport] = []
    plan, stages = make_plan(
        operation,
        seconds,
        gap,
        None if start is None else start.plan,
        hedge=hedge,
        workers=workers,
        ray=ray,
        tell=pieces.append,
    )
    planned_by = clock.seconds()
    plan = find_reasons_in_time(operation, plan, findings_time)
    result = summarise_plan(operation, plan, find_urgencies(operation))
    # plan.json comes last: where it stands, the rest stands too.
    files = {
        "summary.txt": render_text(build_plan_page(operation, result)).encode(),
        "manifests.xlsx": make_manifests(operation, plan),
        "plan.json": format_plan(plan).encode(),
    }
    shown = build_plan_page(operation, result, verbose=verbose)
    durations = {
        "read": read_by - begun,
        "plan": planned_by - read_by,
        "report": clock.seconds() - planned_by,
        "total": clock.seconds() - begun,
    }
    asked: dict[str, float | None] = {"seconds": seconds, "gap": gap, "hedge": hedge}
    run = _run_json(plan, asked, durations, stages, start, pieces)
    write_outputs(out, {"run.json": run.encode(), **files}, force=force, anew=True)
    _print_page(shown)
    taken = [] if plan.start_use is None else [_say_start_use(plan.start_use)]
    print_lines([*(_describe_pieces(report) for report in pieces), "", *taken, say("cli", "written", path=out)])
    if background:
        _add_report(operation, plan, source.read_reached(), out, background, findings_time, force=force)


def _read_start(file: Path | None, hedge: int | None) -> StartFile | None:
    """The start plan, if one is given; none goes with a hedge."""
    if file is not None and hedge is not None:
        raise click.UsageError(say("cli", "hedge_from_nowhere"))
    return None if file is None else read_start_file(file)


def _say_start_use(use: StartUse) -> str:
    """How much of a start plan fitted."""
    if not use.used:
        return say("cli", "start_not_used", of=use.of)
    return say("cli", "start_used", used=use.used, of=use.of)


def _add_report(
    operation: Operation,
    plan: Plan,
    reached: tuple[str, ...],
    out: Path,
    background: BackgroundWork,
    findings_time: FindingsTime,
    *,
    force: bool,
) -> None:
    """Write the report into the plan's folder; without what takes long if the plan was cut short."""
    if plan.solver.status == "stopped":
        background.abandon()
        findings_time.begin()
        findings = add_quick_findings(operation, plan, Findings(), findings_time.stop("flight_fails"))
        findings_time.end()
    else:
        findings = add_findings(operation, plan, Findings(), findings_time, background)
    write_outputs(out, whole_report_files(operation, plan, findings, reached), force=force)
    print_lines([say("cli", "report_added", path=out)])
    cut = list_cut_findings(findings)
    if cut:
        print_lines([say("cli", "findings_cut", parts=say_list(cut))])


def _run_json(
    plan: Plan,
    limits: dict[str, float | None],
    durations: dict[str, float],
    stages: list[dict[str, object]],
    start: StartFile | None,
    pieces: list[PiecesReport],
) -> str:
    """How the plan came about; unlike plan.json it is another each time."""
    record = {
        "format": "malja.run/1",
        "malja": version("malja"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "solver": {"name": plan.solver.name, "version": plan.solver.version, "status": plan.solver.status},
        "asked": limits,
        **({} if start is None else {"start": _describe_start(plan, start)}),
        "seconds": {part: round(seconds, 3) for part, seconds in durations.items()},
        "peak_memory_mb": _peak_memory_mb(),
        "stages": stages,
        **({"pieces": asdict(pieces[0])} if pieces else {}),
    }
    return json.dumps(record, indent=2) + "\n"


def _describe_start(plan: Plan, start: StartFile) -> dict[str, object]:
    """The start plan as an input: its file, its hash, and how many of its loads could be taken over."""
    use = plan.start_use or StartUse(used=0, of=0)
    return {"file": str(start.file), "sha256": start.sha256, "loads": use.of, "loads_used": use.used}


def _describe_pieces(report: PiecesReport) -> str:
    """How long the pieces took and what they waited for: how far more workers would help."""
    longest, largest = sum(piece.seconds for piece in report.pieces), max(piece.seconds for piece in report.pieces)
    return say(
        "cli",
        "pieces_told",
        pieces=len(report.pieces),
        workers=report.workers,
        all=round(longest),
        largest=round(largest),
        shared=round(report.shared_seconds),
    )


def _peak_memory_mb() -> float | None:
    """The most memory this process has held, in MB; None on Windows, which does not say."""
    if sys.platform == "win32":
        return None
    with suppress(OSError):
        # getrusage would count what the process that started this one held at that moment.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        if peak := re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE):
            return round(int(peak[1]) * 1024 / 1e6, 1)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return round(most * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)


def _print_page(shown: RenderableType) -> None:
    """The page: in colour and as wide as a terminal is, else as plain text."""
    if not sys.stdout.isatty():
        click.echo(render_text(shown), nl=False)
        return
    console = Console(markup=False, highlight=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    console.print(shown)
