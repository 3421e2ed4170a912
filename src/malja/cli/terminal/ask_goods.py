"""Questions about words for goods, asked in the terminal: which item is meant."""

from __future__ import annotations

from collections.abc import Iterable

import click

from malja.briefing.record.goods_questions import answer_question, describe_question
from malja.cli.terminal.output import print_lines
from malja.language.say import say, say_problem
from malja.operation.reading.name_goods import GoodsQuestion
from malja.operation.rows import Alias
from malja.problems import Problem
from malja.tables.cells import read_cell
from malja.tables.columns import Column

_YES_NO = Column(name="", kind="yes_no", required=True)


def ask_goods_questions(questions: Iterable[GoodsQuestion]) -> list[Alias]:
    """The aliases that the answers are; a question that is answered with no, or 0, is left open.

    Whoever breaks off keeps what was answered before.
    """
    aliases: list[Alias] = []
    for question in questions:
        try:
            alias = _ask(question)
        except click.Abort:
            break
        aliases += () if alias is None else (alias,)
    return aliases


def _ask(question: GoodsQuestion) -> Alias | None:
    asked = describe_question(question)
    print_lines([asked.line], error=True)
    if len(asked.options) == 1:
        (option,) = asked.options
        right = _read(say("goods", "right", option=option), _YES_NO)
        return answer_question(question, question.options[0]) if right else None
    print_lines((f"  {number}  {option}" for number, option in enumerate(asked.options, start=1)), error=True)
    most = len(asked.options)
    number = _read(say("goods", "which"), Column(name="", kind="whole", required=True, least=0, most=most))
    return answer_question(question, question.options[int(number) - 1]) if number else None


def _read(text: str, column: Column) -> float:
    """The answer to a question, which is asked again until it can be read."""
    while True:
        value = read_cell(str(click.prompt(text, type=str, prompt_suffix=" ", err=True)), column, None)
        if isinstance(value, int | float):
            return value
        if isinstance(value, Problem):
            print_lines([say_problem(value)], error=True)
