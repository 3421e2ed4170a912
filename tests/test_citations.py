"""Every file and every dotted name that documents, docstrings and comments cite is there."""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
PAGES = [name for name in TRACKED if name.endswith(".md") and name != "CHANGELOG.md" and (ROOT / name).is_file()]
CODE = [name for name in TRACKED if name.startswith("src/") and name.endswith(".py") and (ROOT / name).is_file()]
NAMES = {Path(name).name for name in TRACKED}
#: Files of code and pages: cited with or without the folders they stand in.
FILE = re.compile(r"(?<![\w./-])((?:[\w-]+/)*[\w-]+\.(?:py|md))(?![\w/])")
DOTTED = re.compile(r"(?<![\w./-])(malja(?:\.[A-Za-z_]\w*)+)(?!\w)(?![-/])")
#: What a page tells the reader to write.
INVENTED = {"src/malja/cli/commands/stores.py", "tests/cli/commands/test_stores.py"}


@cache
def tails() -> frozenset[str]:
    """Every tracked file by its name with any number of the folders it stands in."""
    return frozenset("/".join(Path(name).parts[start:]) for name in TRACKED for start in range(len(Path(name).parts)))


def prose_of(name: str) -> Iterator[tuple[int, str]]:
    """The lines of a page, or the docstrings and comments of a module, with their numbers."""
    text = (ROOT / name).read_text(encoding="utf-8")
    if name.endswith(".md"):
        yield from enumerate(text.splitlines(), start=1)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (said := ast.get_docstring(node)):
            yield getattr(node, "lineno", 1), said
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@cache
def is_there(dotted: str) -> bool:
    """Whether a dotted name is a module of malja, or what stands in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        path = ROOT.joinpath("src", *parts[:end])
        if path.with_suffix(".py").is_file() or (path / "__init__.py").is_file():
            found: object = importlib.import_module(".".join(parts[:end]))
            for part in parts[end:]:
                if not hasattr(found, part) and part not in getattr(found, "__annotations__", {}):
                    return False
                found = getattr(found, part, None)
            return True
    return False


@cache
def words_of_the_code() -> frozenset[str]:
    """Every identifier of the code, every short word in quotes, every module and folder."""
    words: set[str] = set()
    for name in CODE:
        words |= set(Path(name).with_suffix("").parts)
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            for field in ("id", "attr", "arg", "name"):
                word = getattr(node, field, None)
                words |= set(word.split(".")) if isinstance(word, str) else set()
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 60:
                words |= set(re.findall(r"\w+", node.value))
    return frozenset(words)


def test_an_identifier_in_a_docstring_is_one_of_the_code() -> None:
    """A name that was changed and is still cited in backticks sends the reader nowhere."""
    missing = {
        f"{name}:{line} `{cited}`"
        for name in CODE
        for line, text in prose_of(name)
        for cited in re.findall(r"`([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)`", text)
        if not set(cited.split(".")) <= words_of_the_code()
    }
    assert missing == set()


@pytest.mark.parametrize("name", [*PAGES, *CODE])
def test_what_is_cited_is_there(name: str) -> None:
    missing = {
        f"{name}:{line} {cited}"
        for line, text in prose_of(name)
        for cited in FILE.findall(text)
        if cited not in tails() and cited not in INVENTED
    }
    missing |= {
        f"{name}:{line} {cited}"
        for line, text in prose_of(name)
        for cited in DOTTED.findall(text)
        if not is_there(cited)
    }
    assert missing == set()
