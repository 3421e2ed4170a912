"""Files of names: each refusal has row and column, and repeats no name."""

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


def test_a_register_is_refused_with_every_problem(tmp_path: Path) -> None:
    path, out = tmp_path / "register.csv", tmp_path / "pairs.csv"
    path.write_text("ref,name,birth_year\n1,Ali,84\n1,Omar,1990\n,Lina,never\n", encoding="utf-8")
    said = run("duplicates", str(path), "--out", str(out))
    assert said.exit_code == 2
    lines = said.output.splitlines()
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "register.csv, row 2, column birth_year",
        "register.csv, row 3, column ref",
        "register.csv, row 4, column ref",
        "register.csv, row 4, column birth_year",
    ]
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "column"),
    [
        (["duplicates", "{}", "--out", "out.csv"], "ref"),
        (["find", "Ali", "{}"], "name"),
        (["compare", "--pairs", "{}"], "a"),
    ],
)
def test_a_file_without_the_column_is_refused(words: list[str], column: str, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("place,people\ntown,7\n", encoding="utf-8")
    said = run(*[word.format(path) for word in words])
    assert said.exit_code == 2
    assert f"other.csv, column {column}: the column is missing" in said.output or f"column {column}:" in said.output


def test_a_column_that_malja_adds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("a,b,same\nAli,Omar,no\n", encoding="utf-8")
    said = run("compare", "--pairs", str(path))
    assert said.exit_code == 2
    assert "column same: malja adds a column of this name" in said.output


def test_a_name_that_cannot_be_read_is_refused_and_not_repeated(register: Path) -> None:
    said = run("find", "Йосиф", str(register))
    assert said.exit_code == 2
    assert "nothing can be read in this name" in said.output
    assert "Йосиф" not in said.output


def test_own_frequencies_count(tmp_path: Path) -> None:
    path = tmp_path / "shares.csv"
    path.write_text("name;share\nخالد;3000\nJasim;2500,5\n", encoding="utf-8")
    usual = run("compare", "Khalid Jasim Omar", "Khalid Jasim").output
    here = run("compare", "Khalid Jasim Omar", "Khalid Jasim", "--frequencies", str(path)).output
    assert usual.splitlines()[0] != here.splitlines()[0]
    path.write_text("name,share\n,-1\n", encoding="utf-8")
    refused = run("compare", "a", "b", "--frequencies", str(path))
    assert refused.exit_code == 2
    assert refused.output.count("shares.csv, row 2") == 2


def test_a_date_of_birth_that_is_none_is_refused_and_a_placeholder_is_blank(tmp_path: Path) -> None:
    path, out = tmp_path / "register.csv", tmp_path / "pairs.csv"
    path.write_text(
        "ref,name,birth_date\n1,Ali,1984-05\n2,Omar,soon\n3,Lina,unknown\n4,Huda,3/5/2019\n", encoding="utf-8"
    )
    said = run("duplicates", str(path), "--out", str(out))
    assert said.exit_code == 2
    assert [line for line in said.output.splitlines() if line.startswith("register.csv, row")] == [
        "register.csv, row 3, column birth_date: soon is not a date; write it as 2025-03-31"
    ]
