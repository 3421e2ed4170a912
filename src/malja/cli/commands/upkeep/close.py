"""`malja site close`: shows what closing a site means, writes what is handed over, and closes it for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from malja.briefing.show.closing import describe_closing, list_open_matters, make_closing_papers
from malja.briefing.show.founding import say_written
from malja.cli.options import PATH, SITE
from malja.cli.terminal.output import print_blocks, print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.outputs import write_outputs
from malja.problems import Refused
from malja.site.closing import OPEN_MATTERS, close_site, plan_closing
from malja.site.site import Site


@click.command(
    "close", cls=SpokenCommand, help=say("record", "help_site_close"), short_help=say("record", "short_site_close")
)
@SITE
@click.option("--papers", type=PATH, metavar="DIR", help=say("record", "help_close_papers"))
@click.option("--delete", "name", metavar="NAME", help=say("record", "help_close_delete"))
@click.option("--force", is_flag=True, help=say("record", "help_close_force"))
def close_command(site: Path, papers: Path | None, name: str | None, force: bool) -> None:
    """Show what closing means; write the papers; close the site where its name is given."""
    with Site.open(site) as opened:
        plan = plan_closing(opened)
        files = make_closing_papers(opened) if papers else {}
    if papers:
        _write_papers(papers, files)
        print_lines(say_written("paper_written", papers / file) for file in files)
    if name is None:
        print_blocks(describe_closing(plan))
        return
    try:
        close_site(site, name, force=force)
    except Refused as refused:
        if refused.problems[0].code == OPEN_MATTERS:
            print_lines(list_open_matters(plan), error=True)
        raise
    print_lines([say("cli", "site_closed", name=plan.name)])


def _write_papers(folder: Path, files: dict[str, bytes]) -> None:
    """Write the papers; `--force` closes a site here, and replaces no file."""
    try:
        write_outputs(folder, files)
    except Refused as refused:
        raise Refused([replace(problem, code="file_exists") for problem in refused.problems]) from refused
