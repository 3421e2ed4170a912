"""Questions in the terminal: answered with y or a number, asked again where the answer can't be read."""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner

from malja.briefing.operation.source import OperationSource
from malja.briefing.record.goods_questions import list_questions
from malja.cli.terminal.ask_goods import ask_goods_questions
from malja.operation.template.write_template import write_operation_template


def answer(folder: Path, text: str) -> list[tuple[str, str, float | None]]:
    path = write_operation_template(folder)
    with (path / "stock.csv").open("a", encoding="utf-8") as file:
        file.write("school,Sugar,40 bags,,\nschool,Rice 25kg bags,40,,\nschool,Salt,3,,\n")
    questions = list_questions(OperationSource(path=path))
    given: list[tuple[str, str, float | None]] = []

    @click.command()
    def ask() -> None:
        given.extend((one.word, one.item, one.pack_quantity) for one in ask_goods_questions(questions))

    CliRunner().invoke(ask, input=text, catch_exceptions=False)
    return given


def test_answers_become_aliases(tmp_path: Path) -> None:
    assert answer(tmp_path / "a", "y\n1\nn\n") == [("Sugar", "sugar", None), ("Rice 25kg bags", "rice", 25.0)]
    assert answer(tmp_path / "b", "maybe\nno\n3\n2\nnaam\nنعم\n") == [
        ("Rice 25kg bags", "rice", None),
        ("Salt", "salt", None),
    ]


def test_whoever_breaks_off_keeps_what_was_answered(tmp_path: Path) -> None:
    assert answer(tmp_path / "a", "y\n") == [("Sugar", "sugar", None)]
