"""`import malja`: the same as the command line, for other programs."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import malja
from malja.problems import Problem
from malja.site.site import Site

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
        if isinstance(node, ast.ImportFrom) and node.module != "malja"
        for alias in node.names
    }
    assert seen == malja._HOMES
    assert set(malja.__all__) == {*seen, "Failed", "MaljaError", "Refused", "languages", "names", "speaking"}


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


def test_names_are_at_hand() -> None:
    assert malja.names.compare("Mohammed al-Jassem", "محمد الجاسم").same


def test_a_refusal_is_printed_as_sentences_in_the_language_that_is_spoken() -> None:
    operation = malja.read(SYRIA)
    with pytest.raises(malja.Refused) as refused:
        replace(operation, days=0, currency="dollars")
    assert str(refused.value).split("\n") == [
        "operation, column days: 0 is too little; write at least 1",
        "operation, column currency: dollars is not a currency; write its three capital letters, such as USD",
    ]
    with malja.speaking("ar"):
        assert "dollars" in str(refused.value)
        assert "too little" not in str(refused.value)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)  # noqa: S301


def test_a_problem_without_words_is_shown_as_it_is() -> None:
    assert "no_such_code" in str(malja.Failed([Problem(code="no_such_code")]))


def test_a_path_is_read_and_nothing_else_is_guessed(tmp_path: Path) -> None:
    assert len(malja.requirements(str(SYRIA))) == len(malja.requirements(malja.read(SYRIA)))
    assert malja.days_of_cover(SYRIA)[0].place
    with pytest.raises(malja.Refused, match="there is no such file or folder"):
        malja.plan(tmp_path / "nowhere")
    with pytest.raises(malja.Refused, match=r"an operation is wanted here, not dict: what malja\.read gives"):
        malja.plan({"days": 3})  # type: ignore[arg-type]


def test_a_live_site_is_read_as_an_operation(tmp_path: Path) -> None:
    with Site.found(tmp_path / "site", device_name="desk", tables=malja.read(SYRIA)):
        pass
    assert malja.read(tmp_path / "site").name == malja.read(SYRIA).name


@pytest.mark.parametrize(
    ("seconds", "gap", "said"),
    [
        (-1, None, ["seconds: -1 is too little"]),
        (float("nan"), 0.0, ["seconds: nan is not a number"]),
        ("soon", -0.5, ["seconds: soon is not a number", "gap: -0.5 is too little"]),
    ],
)
def test_limits_that_are_none_are_refused(seconds: Any, gap: float | None, said: list[str]) -> None:
    with pytest.raises(malja.Refused) as refused:
        malja.plan(SYRIA, seconds=seconds, gap=gap)
    assert len(refused.value.problems) == len(said)
    assert all(words in str(refused.value) for words in said)


def test_a_plan_without_its_format_is_refused_by_that() -> None:
    with pytest.raises(malja.Refused, match='"format"'):
        malja.from_json("{}")
