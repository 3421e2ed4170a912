"""`malja plan`: read, plan, write everything at once, say what counts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from malja import clock
from malja.cli.opening import Where, opened
from malja.cli.terminal.interrupt import Interrupt
from malja.cli.terminal.progress import Reporter
from malja.cli.terminal.words import version, words
from malja.files import write_all
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from rich.console import RenderableType

    from malja.lifts.plan.plan import Plan
    from malja.operation.operation import Operation

Begun = TypeVar("Begun")

#: A page wider than this is hard to read.
WIDEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a plan came about: what was asked, seconds by part, stages of the work."""

    seconds_asked: float | None
    gap_asked: float | None
    seconds: dict[str, float]
    stages: list[dict[str, object]]


def plan_and_write(
    source: Where,
    out: Path,
    *,
    seconds: float | None,
    gap: float | None,
    verbose: bool,
    meanwhile: Callable[[Operation], Begun],
) -> tuple[Operation, Plan, Begun]:
    """Plan the operation at `source`, write all files of the plan into `out`, and show the summary.

    `meanwhile` is begun when the operation was read, and given back with the plan.
    """
    from malja.language.clean_text import clean_text
    from malja.report.summary import summarise_plan
    from malja.report.terminal.plan_page import build_plan_page, render_text

    begun = clock.seconds()
    refuse_files(out)
    operation = opened(source)
    read_by = clock.seconds()
    begun_beside = meanwhile(operation)
    plan, stages = planned(operation, seconds, gap)
    planned_by = clock.seconds()
    shown = build_plan_page(operation, result := summarise_plan(operation, plan), verbose=verbose)
    files = _files(operation, plan, render_text(build_plan_page(operation, result)))
    parts = {
        "read": read_by - begun,
        "plan": planned_by - read_by,
        "report": clock.seconds() - planned_by,
        "total": clock.seconds() - begun,
    }
    run = Run(seconds_asked=seconds, gap_asked=gap, seconds=parts, stages=stages)
    write_all(out, {"run.json": _run_json(plan, run).encode(), **files})
    _show(shown)
    click.echo("\n" + clean_text(words("written", path=out)))
    return operation, plan, begun_beside


def refuse_files(out: Path) -> None:
    """Refuse, before the work begins, a folder that is a file."""
    if out.exists() and not out.is_dir():
        raise Refused([Problem(code="out_is_file", file=str(out))])


def planned(operation: Operation, seconds: float | None, gap: float | None) -> tuple[Plan, list[dict[str, object]]]:
    """The plan of an operation and the stages of the work, progress told on standard error; Ctrl-C ends it early."""
    from malja.lifts.search.planning import plan_lifts

    with Interrupt(words("stopping")) as interrupt, Reporter(terminal=sys.stderr.isatty()) as progress:
        found = plan_lifts(operation, seconds=seconds, gap=gap, progress=progress, stop=interrupt.stop)
    if interrupt.wanted:
        click.echo(words("stopped"), err=True)
    return found, progress.stages


def _files(operation: Operation, plan: Plan, text: str) -> dict[str, bytes]:
    """What is written, plan.json last: where it stands, the rest stands too."""
    from malja.lifts.plan.plan_json import write_plan
    from malja.report.workbooks.manifests import make_manifests

    return {
        "summary.txt": text.encode(),
        "manifests.xlsx": make_manifests(operation, plan),
        "plan.json": write_plan(plan).encode(),
    }


def _run_json(plan: Plan, run: Run) -> str:
    """How the plan came about; unlike plan.json it is another each time."""
    import platform

    record = {
        "format": "malja.run/1",
        "malja": version(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "solver": {"name": plan.solver.name, "version": plan.solver.version, "status": plan.solver.status},
        "asked": {"seconds": run.seconds_asked, "gap": run.gap_asked},
        "seconds": {part: round(seconds, 3) for part, seconds in run.seconds.items()},
        "peak_memory_mb": _peak_memory_mb(),
        "stages": run.stages,
    }
    return json.dumps(record, indent=2) + "\n"


def _peak_memory_mb() -> float | None:
    """The most memory this process has held, in MB; None on Windows, which does not say."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return round(most * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)


def _show(shown: RenderableType) -> None:
    """The page: in colour and as wide as a terminal is, else as plain text."""
    from malja.report.terminal.plan_page import render_text

    if not sys.stdout.isatty():
        click.echo(render_text(shown), nl=False)
        return
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    console.print(shown)
