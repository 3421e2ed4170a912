"""`malja quick`: ask what was not given as an option, answer on one page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from malja import clock
from malja.cli.terminal.refusals import lines
from malja.cli.terminal.words import words
from malja.language.say import say
from malja.problems import Refused
from malja.quick.answers import QUESTIONS, Answers, read_answers


def ask_and_answer(given: dict[str, str], save: Path | None) -> None:
    """Ask for what is missing, answer, and make the operation of it in `save` if that is wanted."""
    from malja.language.clean_text import clean_text
    from malja.operation.write_operation import write_operation
    from malja.quick.quick import give_quick_answer
    from malja.quick.quick_page import write_quick_page

    answer = give_quick_answer(asked(given), clock.today())
    if save is not None:
        write_operation(answer.operation, save)
    for line in write_quick_page(answer).splitlines():
        click.echo(clean_text(line))
    if save is not None:
        click.echo("\n" + clean_text(words("saved", path=save)))


def asked(given: dict[str, str]) -> Answers:
    """The answers, those that are missing from the terminal; there, what cannot be read is asked again.

    Raises Refused when an answer that was given as an option, or comes from no terminal, cannot be.
    """
    texts = dict(given)
    missing = [question.name for question in QUESTIONS if question.name not in texts]
    while True:
        for name in missing:
            texts[name] = _answer(name)
        try:
            return read_answers(texts, clock.today())
        except Refused as refused:
            wrong = {problem.file for problem in refused.problems}
            if not sys.stdin.isatty() or wrong & set(given):
                raise
            for line in lines(refused):
                click.echo(line, err=True)
            missing = [question.name for question in QUESTIONS if question.name in wrong]


def _answer(name: str) -> str:
    """One answer from the terminal, or a line of what is piped in; refused by name when there are no more lines."""
    try:
        return str(click.prompt(say("quick", f"ask_{name}"), type=str, prompt_suffix=" ", err=True))
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError(words("not_answered", options=f"--{name.replace('_', '-')}")) from None
