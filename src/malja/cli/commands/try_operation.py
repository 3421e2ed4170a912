"""`malja try`: weeks of planning and flying in which things go wrong, beside the days-of-cover rule."""

from __future__ import annotations

import sys

import click

from malja.briefing.operation.source import OperationSource
from malja.briefing.show.rows import Rows
from malja.cli.options import AS_JSON, check_finite, on_operation
from malja.cli.terminal.interrupt import Interrupt
from malja.cli.terminal.output import print_json, print_parts
from malja.cli.terminal.progress import ProgressReporter
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.lifts.hedge.chances import read_chances
from malja.simulation.trial_json import format_trials
from malja.simulation.trial_page import say_trials
from malja.simulation.trials import TrialSettings, try_operation


@click.command("try", cls=SpokenCommand, help=say("cli", "help_try"), short_help=say("cli", "short_try"))
@on_operation
@click.option("--runs", type=click.IntRange(1, 1000), default=3, show_default=True, help=say("cli", "help_runs"))
@click.option(
    "--fails",
    type=click.FloatRange(0),
    callback=check_finite,
    help=say("cli", "help_fails"),
)
@click.option(
    "--more-people",
    type=click.FloatRange(0, 500),
    callback=check_finite,
    help=say("cli", "help_more_people"),
)
@click.option(
    "--count-error",
    type=click.FloatRange(0, 90),
    callback=check_finite,
    help=say("cli", "help_count_error"),
)
@click.option("--again", type=click.IntRange(1, 366), default=7, show_default=True, help=say("cli", "help_again"))
@click.option("--keep", type=click.IntRange(0, 60), default=0, help=say("cli", "help_keep"))
@click.option("--hedge", type=click.IntRange(0, 200), default=0, help=say("cli", "help_hedge"))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help=say("cli", "help_seed"))
@click.option(
    "--seconds", type=click.FloatRange(0, min_open=True), callback=check_finite, help=say("cli", "help_try_seconds")
)
@AS_JSON
def try_command(
    source: OperationSource,
    runs: int,
    fails: float | None,
    more_people: float | None,
    count_error: float | None,
    again: int,
    keep: int,
    hedge: int,
    seed: int,
    seconds: float | None,
    as_json: bool,
) -> None:
    """Live through some futures and say what people lacked, in words or for other programs."""
    if fails is not None and 0 < fails < 1:
        raise click.BadParameter(say("cli", "fails_below_one"), param_hint="--fails")
    operation = source.read()
    chances = read_chances(
        operation,
        fails=1 / fails if fails else fails,
        more_people=None if more_people is None else more_people / 100,
        count_error=None if count_error is None else count_error / 100,
        seed=seed,
    )
    settings = TrialSettings(chances=chances, runs=runs, again=again, keep=keep, hedge=hedge)
    interrupt, progress = Interrupt(say("cli", "try_stopping")), ProgressReporter(terminal=sys.stderr.isatty())
    with interrupt, progress:
        trials = try_operation(operation, settings, seconds=seconds, progress=progress, stop=interrupt.stop)
    if as_json:
        print_json(format_trials(operation, trials))
        return
    parts = say_trials(operation, trials)
    print_parts(part if isinstance(part, str) else Rows(cells=part) for part in parts)
