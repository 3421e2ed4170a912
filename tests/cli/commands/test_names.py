"""`malja names`: two names or a file, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from malja.cli.app import app

REGISTER = """\ufeffref;household;name;father;sex;birth_year;origin;phone;tent
1;H1;Khalid al-Jasim;Ibrahim;m;1984;Afrin;+963944123456;T3
2;H2;خالد الجاسم;إبراهيم;ذكر;١٩٨٥;عفرين;;T9
3;H1;Khalil al-Jasim;Ibrahim;m;1984;Afrin;+963944123456;T3
4;H4;;;f;2019;;;
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["names", *words])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [[], ["one"], ["a", "b", "--pairs", "x.csv"], ["a", "b", "--out", "x.csv"]])
def test_two_names_or_a_file(words: list[str]) -> None:
    said = run("compare", *words)
    assert said.exit_code == 2
    assert "two names" in said.output


def test_nothing_is_written_where_writing_fails(register: Path, tmp_path: Path) -> None:
    said = run("duplicates", str(register), "--out", str(tmp_path / "no" / "where.csv"))
    assert said.exit_code == 1
