"""`import malja`: the same as the command line, for other programs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import malja

SYRIA = Path(__file__).parents[1] / "examples" / "wfp-syria"


def test_import_is_light() -> None:
    code = (
        "import sys, malja;"
        "print([name for name in ('numpy', 'highspy', 'openpyxl', 'rich', 'click') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_everything_that_is_promised_is_there() -> None:
    assert all(getattr(malja, name) for name in malja.__all__)
    assert malja.__version__
    with pytest.raises(AttributeError, match="nothing_such"):
        malja.nothing_such  # noqa: B018


def test_type_checkers_see_what_is_imported() -> None:
    tree = ast.parse(Path(malja.__file__ or "").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname or alias.name: f"{node.module}:{alias.name}".removeprefix("malja.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == malja._HOMES
    assert set(malja.__all__) == {*seen, "Failed", "MaljaError", "Refused", "languages", "speaking"}


def test_an_operation_its_requirements_and_cover() -> None:
    operation = malja.read(SYRIA)
    assert isinstance(operation, malja.Operation)
    due = malja.requirements(operation)
    assert all(one.quantity.shape == (operation.horizon,) for one in due)
    covers = malja.days_of_cover(operation)
    assert [(one.place, one.need, one.tier) for one in covers] == [(one.place, one.need, one.tier) for one in due]


def test_refusals_carry_every_problem(tmp_path: Path) -> None:
    with pytest.raises(malja.Refused) as refused:
        malja.read(tmp_path / "nowhere")
    assert [problem.code for problem in refused.value.problems] == ["path_missing"]
