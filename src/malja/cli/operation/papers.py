"""`malja papers`: the papers of a plan that was made before."""

from __future__ import annotations

from pathlib import Path

import click

from malja.cli.opening import Where, opened
from malja.cli.operation.plan_file import read_plan
from malja.cli.terminal.words import words
from malja.files import write_all
from malja.problems import Problem, Refused


def write_papers(source: Where, plan_file: Path, out: Path, *, kg: float, m3: float, labels_per_page: int) -> None:
    """Write the papers of every trip of a plan into a folder of `out` that bears their number; `kg`, `m3`: a pallet."""
    from malja.language.clean_text import clean_text
    from malja.report.papers.pallets import PalletSize
    from malja.report.papers.paper_files import make_paper_files
    from malja.report.papers.paper_numbers import name_series, number_trips

    if out.exists() and not out.is_dir():
        raise Refused([Problem(code="out_is_file", file=str(out))])
    operation = opened(source, plan_file)
    plan = read_plan(plan_file, operation)
    trips = len(number_trips(plan))
    if not trips:
        click.echo(words("papers_none"))
        return
    size = PalletSize(kg=kg, m3=m3)
    write_all(out, make_paper_files(operation, plan, size=size, labels_per_page=labels_per_page))
    click.echo(clean_text(words("papers_written", path=out / name_series(plan), trips=trips)))
