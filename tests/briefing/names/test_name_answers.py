"""What is answered about names: scores with reasons, no names where none are needed."""

from __future__ import annotations

import csv
import io
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


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_two_names() -> None:
    said = run("compare", "Mohammed al-Jassem", "محمد الجاسم")
    assert said.exit_code == 0
    assert said.output.splitlines() == [
        "Score 1.00: may be one name",
        "  the given names agree",
        "  the family names agree",
        "A score is a suspicion for a person to settle, never a verdict.",
    ]


def test_groups_and_two_names_that_differ() -> None:
    assert "may be one name" in run("compare", "Hamza Division", "فرقة الحمزة", "--kind", "group").output
    other = run("compare", "Ali Hasan", "Hasan Ali").output
    assert "probably two names" in other
    assert "Hasan" not in other


def test_pairs_get_score_same_and_why(tmp_path: Path) -> None:
    path, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    path.write_text(
        "a,b,kind,id\nAbu Omar,أبو عمر,,7\nJaysh al-Islam,Army of Islam,group,=8\n!,?,person,\n", encoding="utf-8"
    )
    rows = table(run("compare", "--pairs", str(path)).output)
    assert [row["same"] for row in rows] == ["yes", "yes", "no"]
    assert list(rows[0]) == ["a", "b", "kind", "id", "score", "same", "why"]
    assert rows[1]["id"] == "'=8"
    assert rows[2]["why"] == "in one of the two nothing can be read"
    assert run("compare", "--pairs", str(path), "--out", str(out)).output == f"3 pairs compared: {out}\n"
    assert table(out.read_text(encoding="utf-8")) == rows


def test_duplicates_are_written_with_reasons_and_no_names(register: Path, tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    said = run("duplicates", str(register), "--out", str(out))
    assert said.exit_code == 0
    assert "Columns of this file that are not used: tent" in said.output
    assert f"1 pair of 4 rows may be one person: {out}" in said.output
    [pair] = table(out.read_text(encoding="utf-8"))
    assert (pair["ref_a"], pair["ref_b"]) == ("1", "2")
    assert pair["why"].startswith("the given names agree; the fathers' names agree")
    written = out.read_text(encoding="utf-8") + said.output
    assert not any(name in written for name in ("Khalid", "Jasim", "Ibrahim", "خالد", "Afrin"))


def test_a_name_is_found(register: Path) -> None:
    said = run("find", "Chaled el-Dschasim", str(register))
    assert said.exit_code == 0
    assert [line.split(":")[0] for line in said.output.splitlines() if line.startswith("Row")] == ["Row 2", "Row 3"]
    assert "Nothing like it among the 3 names" in run("find", "Berivan Qashush", str(register)).output


def test_hostile_names_take_over_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nKhalid \u202eJasim <b>\n", encoding="utf-8")
    said = run("find", "Khalid Jasim", str(path))
    assert "\u202e" not in said.output
