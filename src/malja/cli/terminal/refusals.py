"""Commands that say in a line what is refused or fails; the exit codes: 0 done, 1 failed, 2 bad input."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Any

import click

from malja.cli.terminal.click_words import describe_mistake, speaks_english, translate_help
from malja.cli.terminal.spoken import language_options
from malja.language.clean_text import clean_text
from malja.language.say import say, say_problem
from malja.problems import Failed, MaljaError, Refused, shorten

FAILED, _BAD_INPUT = 1, 2


class SpokenCommand(click.Command):
    """A command whose help speaks the current language."""

    def get_help(self, ctx: click.Context) -> str:
        """The help, click's own labels in it translated."""
        text = super().get_help(ctx)
        return text if speaks_english() else translate_help(text)


class CommandGroup(SpokenCommand, click.Group):
    """A group of commands that says every problem in a line and exits with the code it stands for."""

    command_class = SpokenCommand

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Every command has the options of the language."""
        if not any(option.name == "language" for option in cmd.params):
            cmd.params += language_options()
        super().add_command(cmd, name)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command line; a mistake in it is said in the language that is spoken."""
        if speaks_english() or not options.get("standalone_mode", True):
            return super().main(*args, **options)
        try:
            code = super().main(*args, **options | {"standalone_mode": False})
        except click.ClickException as mistake:
            click.echo(describe_mistake(mistake), err=True)
            code = mistake.exit_code
        except click.Abort:
            click.echo(say("cli", "aborted"), err=True)
            code = FAILED
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal or a failure becomes lines on standard error."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            for line in [*problem_lines(refused), say("cli", "refused", count=len(refused.problems))]:
                click.echo(line, err=True)
            ctx.exit(_BAD_INPUT)
        except Failed as failed:
            for line in problem_lines(failed):
                click.echo(line, err=True)
            ctx.exit(FAILED)


def problem_lines(error: MaljaError) -> list[str]:
    """Every problem as a line, in the order of files and rows."""
    ordered = sorted(error.problems, key=lambda problem: (problem.file, problem.row or 0))
    return [clean_text(say_problem(problem)) for problem in ordered]


def say_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What malja did not expect, in one line on standard error; with MALJA_DEBUG=1 with where it happened."""
    if os.environ.get("MALJA_DEBUG") == "1":
        sys.__excepthook__(kind, error, trace)
        return
    click.echo(clean_text(say("cli", "unexpected", kind=kind.__name__, reason=shorten(str(error)))), err=True)
