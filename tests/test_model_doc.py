"""The page with the mathematics names every constraint of the model, and none that is not there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
CONSTRAINTS = ast.parse((ROOT / "src" / "malja" / "lifts" / "model" / "constraints.py").read_text(encoding="utf-8"))
FUNCTIONS = [node for node in CONSTRAINTS.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def test_every_constraint_is_explained() -> None:
    assert len(FUNCTIONS) > 10
    assert [function.name for function in FUNCTIONS if f"`{function.name}`" not in PAGE] == []


def test_every_heading_that_names_a_constraint_is_one() -> None:
    """In the order in which the model adds them."""
    headed = [
        name for heading in re.findall(r"^### (.*)$", PAGE, re.MULTILINE) for name in re.findall(r"`(\w+)`", heading)
    ]
    assert headed
    assert headed == [function.name for function in FUNCTIONS if function.name in headed]


def test_what_add_constraints_adds_has_a_heading_with_an_equation() -> None:
    (all_of_them,) = (function for function in FUNCTIONS if function.name == "add_constraints")
    added = [
        node.func.id for node in ast.walk(all_of_them) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    sections = dict(re.findall(r"^### `(\w+)`(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
    assert added
    assert [name for name in added if "```" not in sections.get(name, "")] == []
