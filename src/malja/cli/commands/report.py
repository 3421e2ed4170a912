"""`malja report`: what people act on, on screen and on paper, of a plan that was made before or is made now."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.operation.findings_time import FindingsTime
from malja.briefing.operation.read_plan_file import read_plan_for
from malja.briefing.operation.report_writing import (
    PublicVersion,
    add_quick_findings,
    own_words,
    public_folder_files,
    read_findings,
    refuse_file,
    refuse_mixed_folder,
    whole_report_files,
)
from malja.briefing.operation.source import OperationSource
from malja.cli.options import FORCE, PATH, REPORT_SECONDS, on_operation
from malja.cli.planning import (
    add_findings,
    add_requests,
    begin_findings,
    find_reasons_in_time,
    list_cut_findings,
    make_plan,
)
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say, say_list
from malja.outputs import write_outputs
from malja.report.findings import Findings


@click.command("report", cls=SpokenCommand, help=say("cli", "help_report"), short_help=say("cli", "short_report"))
@on_operation
@click.option("--out", required=True, type=PATH, metavar="DIR", help=say("cli", "help_report_out"))
@click.option("--plan", "plan_file", type=PATH, metavar="PLAN", help=say("cli", "help_report_plan"))
@REPORT_SECONDS
@click.option("--quick", is_flag=True, help=say("cli", "help_report_quick"))
@click.option("--public", is_flag=True, help=say("cli", "help_public"))
@click.option("--title", default="", metavar="TEXT", help=say("cli", "help_title"))
@click.option("--own-names", is_flag=True, help=say("cli", "help_own_names"))
@FORCE
def report_command(
    source: OperationSource,
    out: Path,
    plan_file: Path | None,
    report_seconds: float,
    quick: bool,
    public: bool,
    title: str,
    own_names: bool,
    force: bool,
) -> None:
    """Write the report; `quick`: without what takes a solver for long; `public`: only the version that may leave."""
    if not public and (title or own_names):
        raise click.UsageError(say("cli", "only_public"))
    refuse_file(out)
    if public:
        refuse_mixed_folder(out)
    operation = source.read(plan_file)
    time = FindingsTime(report_seconds)
    background = None if plan_file or quick or public else begin_findings(operation, time)
    plan = read_plan_for(operation, plan_file) if plan_file else make_plan(operation)[0]
    findings = read_findings(plan_file, operation, plan) if plan_file else Findings()
    version = PublicVersion(title=title, own_names=own_names)
    if public:
        findings = findings if quick else add_requests(operation, findings, time)
        files = public_folder_files(operation, plan, findings, version)
    else:
        plan = find_reasons_in_time(operation, plan, time)
        findings = (
            add_quick_findings(operation, plan, findings)
            if quick
            else add_findings(operation, plan, findings, time, background)
        )
        files = whole_report_files(operation, plan, findings, source.read_reached(plan_file))
    write_outputs(out, files, force=force)
    page = next(name for name in files if name.endswith("report.html"))
    print_lines([say("cli", "report_written", path=out / page)])
    cut = list_cut_findings(findings)
    if cut and not quick:
        print_lines([say("cli", "findings_cut", parts=say_list(cut))])
    if public:
        words = own_words(operation, version)
        print_lines([say("cli", "public_words", words=say_list(words)) if words else say("cli", "public_no_words")])
