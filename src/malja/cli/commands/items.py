"""`malja items`: the goods that there are, found by any word for them."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.operation.source import OperationSource
from malja.briefing.record.goods_questions import list_all_goods
from malja.briefing.show.items import describe_items, list_catalogue_items
from malja.cli.options import PATH
from malja.cli.terminal.output import print_parts
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say


@click.command("items", cls=SpokenCommand, help=say("cli", "help_items"), short_help=say("cli", "short_items"))
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--in", "operation", type=PATH, metavar="OPERATION", help=say("cli", "help_items_in"))
def items_command(words: tuple[str, ...], operation: Path | None) -> None:
    """List the goods that words may mean: the catalogue's, or an operation's with the words that stand for them."""
    text = " ".join(words)
    if operation is None:
        print_parts(describe_items(text, list_catalogue_items()))
    else:
        print_parts(describe_items(text, *list_all_goods(OperationSource(path=operation))))
