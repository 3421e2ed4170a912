"""`malja quick`: ask what was not given as an option, answer on one page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from malja import clock
from malja.cli.options import PATH
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand, problem_lines
from malja.language.say import say
from malja.operation.write_operation import write_operation
from malja.problems import Problem, Refused
from malja.quick.questions import QUESTIONS, Answers, read_answer, read_answers
from malja.quick.quick import give_quick_answer
from malja.quick.quick_page import write_quick_page

_YES_NO = {True: "yes", False: "no"}


@click.command("quick", cls=SpokenCommand, help=say("cli", "help_quick"), short_help=say("cli", "short_quick"))
@click.option("--people", metavar="N", help=say("cli", "help_people"))
@click.option("--water", metavar="LITRES", help=say("cli", "help_water"))
@click.option("--roofed", metavar="M2", help=say("cli", "help_roofed"))
@click.option("--toilets", metavar="N", help=say("cli", "help_toilets"))
@click.option("--food-days", metavar="DAYS", help=say("cli", "help_food_days"))
@click.option("--flight", metavar="DAYS", help=say("cli", "help_flight"))
@click.option("--vehicle", metavar="TYPE", help=say("cli", "help_vehicle"))
@click.option("--cold/--warm", "cold", default=None, help=say("cli", "help_cold"))
@click.option("--save", type=PATH, metavar="DIR", help=say("cli", "help_save"))
def quick_command(cold: bool | None, save: Path | None, **given: str | None) -> None:
    """Answer seven rough questions on one page, and make the operation of it in `save`."""
    texts = {name: text for name, text in given.items() if text is not None}
    if cold is not None:
        texts["cold"] = _YES_NO[cold]
    answer = give_quick_answer(_ask_missing(texts), clock.today())
    if save is not None:
        write_operation(answer.operation, save)
    print_lines(write_quick_page(answer).splitlines())
    if save is not None:
        print_lines(["", say("cli", "saved", path=save)])


def _ask_missing(given: dict[str, str]) -> Answers:
    """The answers, those that are missing from the terminal; there, what cannot be read is asked again.

    Raises Refused when an answer that was given as an option, or comes from no terminal, cannot be read.
    """
    texts = dict(given)
    missing = [question.name for question in QUESTIONS if question.name not in texts]
    while True:
        for name in missing:
            texts[name] = _ask_until_read(name)
        try:
            return read_answers(texts, clock.today())
        except Refused as refused:
            wrong = {problem.file for problem in refused.problems}
            if not sys.stdin.isatty() or wrong & set(given):
                raise
            print_lines(problem_lines(refused), error=True)
            missing = [question.name for question in QUESTIONS if question.name in wrong]


def _ask_until_read(name: str) -> str:
    """The answer to a question; in a terminal one that can't be read is said to be so at once, and asked again."""
    while True:
        text = _ask(name)
        wrong = read_answer(name, text, clock.today())
        if not isinstance(wrong, Problem) or not sys.stdin.isatty():
            return text
        print_lines(problem_lines(Refused([wrong])), error=True)


def _ask(name: str) -> str:
    """One answer from the terminal, or a line of what is piped in; refused by name when there are no more lines."""
    try:
        return str(click.prompt(say("quick", f"ask_{name}"), type=str, prompt_suffix=" ", err=True))
    except click.Abort:
        if sys.stdin.isatty():
            raise
        options = f"--{name.replace('_', '-')}"
        raise click.UsageError(say("cli", "not_answered", options=options)) from None
