"""`malja check`: whether an operation is in order, and what was assumed; words for goods are asked about."""

from __future__ import annotations

import sys

import click

from malja.briefing.operation.check_lines import check_lines
from malja.briefing.operation.source import OperationSource
from malja.briefing.record.goods_questions import accept_plain, list_questions, read_word_options, remember_words
from malja.cli.options import on_operation
from malja.cli.terminal.ask_goods import ask_goods_questions
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say


@click.command("check", cls=SpokenCommand, help=say("cli", "help_check"), short_help=say("cli", "short_check"))
@on_operation
@click.option("--accept", is_flag=True, help=say("cli", "help_accept"))
@click.option("--word", "words", multiple=True, metavar="WORD=ITEM[,SIZE]", help=say("cli", "help_word"))
@click.option("--all", "everything", is_flag=True, help=say("cli", "help_all"))
def check_command(source: OperationSource, accept: bool, words: tuple[str, ...], everything: bool) -> None:
    """Say what is wrong with an operation, or what was read and assumed; ask about words for goods."""
    if words:
        print_lines(remember_words(source, read_word_options(source, words)))
    if accept:
        print_lines(remember_words(source, accept_plain(list_questions(source))))
    elif sys.stdin.isatty():
        print_lines(remember_words(source, ask_goods_questions(list_questions(source))))
    print_lines(check_lines(source.read(), everything=everything))
