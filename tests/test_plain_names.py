"""Names that a newcomer guesses (CONTRIBUTING.md, "Names"), counted over the whole house: it cannot slip back."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "malja"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SRC.rglob("*.py"))}

#: A word that says what was or is being done to something, not what a function does: found, asked, holding.
PARTICIPLE = re.compile(
    r"(?!(?:bring|need|feed|embed|proceed|shed|shorten|open|listen)$)[a-z]+(?:ed|ing|wn|en|ound|eld|ept|aid)$"
)
#: A context in which something is spoken: `with malja.speaking("ar")`. The library's users know it by this name.
PARTICIPLES_KEPT = {"speaking"}
MOST_NAMES_IN_TWO_MODULES = 20
MOST_INNER_IMPORTS = 15
MOST_FILES_IN_A_FOLDER = 21
LEAST_SHARE_WITH_A_TEST = 0.6


def public_names(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and constants of a module that other modules may use."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def test_a_public_name_is_defined_in_one_module() -> None:
    homes = defaultdict(list)
    for path, tree in TREES.items():
        for name in public_names(tree):
            homes[name].append(path.relative_to(SRC).as_posix())
    twice = {name: where for name, where in homes.items() if len(where) > 1}
    assert len(twice) <= MOST_NAMES_IN_TWO_MODULES, twice


def test_functions_are_verbs_not_participles() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and PARTICIPLE.match(node.name) and node.name not in PARTICIPLES_KEPT
    ]
    assert found == []


def test_imports_stand_at_the_top() -> None:
    inner = Counter(
        str(path.relative_to(ROOT))
        for path, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    assert sum(inner.values()) <= MOST_INNER_IMPORTS, inner


def test_no_folder_shows_more_files_than_a_reader_takes_in() -> None:
    files = Counter(str(path.parent.relative_to(ROOT)) for path in TREES if path.name != "__init__.py")
    assert {folder: count for folder, count in files.items() if count > MOST_FILES_IN_A_FOLDER} == {}


def test_most_modules_have_a_test_of_the_same_name() -> None:
    tests = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    modules = [path for path in TREES if path.name != "__init__.py"]
    without = [path.name for path in modules if f"test_{path.name}" not in tests]
    assert len(without) <= (1 - LEAST_SHARE_WITH_A_TEST) * len(modules), without
