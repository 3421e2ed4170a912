"""Every code that the source gives has its words, and no words are left over."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from malja.language.say import load_messages

SRC = Path(__file__).parents[2] / "src" / "malja"
TEMPLATES = [path for path in sorted(SRC.rglob("*")) if path.suffix in (".html", ".typ", ".css", ".svg")]
TREES = {str(path.relative_to(SRC)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SRC.rglob("*.py"))}
#: Calls that take a problem's code by position: which one.
CODE_AT = {"Problem.at": 1, "found": 2, "_key": 0, "_WrongError": 0, "_refuse": 0}
#: Calls that take it by name.
CODE_BY_NAME = ("Problem", "Unreadable", "dataclasses.replace", "replace")
#: What `say_problem` always puts in.
ALWAYS = {"value"}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in TREES.items():
        yield from ((f"{name}:{node.lineno}", node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def words(node: ast.AST) -> set[str]:
    """The texts an expression may give: a constant, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return words(node.body) | words(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def given_codes() -> Iterator[tuple[str, str]]:
    """Where a problem's code is given, and the code."""
    for where, call in calls():
        function = ast.unparse(call.func)
        places = [keyword.value for keyword in call.keywords if keyword.arg == "code" and function in CODE_BY_NAME]
        position = CODE_AT.get(function)
        if position is not None and len(call.args) > position:
            places.append(call.args[position])
        yield from ((where, code) for place in places for code in words(place))


def every_text() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text in the source, and a pattern for each text with values put in."""
    texts: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for tree in TREES.values():
        for node in ast.walk(tree):
            texts |= words(node)
            if isinstance(node, ast.JoinedStr):
                parts = [next(iter(words(part)), None) for part in node.values]
                if any(part and re.search("[a-z]{3}", part) for part in parts):
                    pattern = "".join("[a-z_0-9]+" if part is None else re.escape(part) for part in parts)
                    patterns.append(re.compile(pattern))
    for path in TEMPLATES:
        texts |= set(re.findall(r"\b[a-z_0-9]+\b", path.read_text(encoding="utf-8")))
    return texts, patterns


def test_every_code_of_a_problem_has_words() -> None:
    codes = list(given_codes())
    assert len(codes) > 50
    assert not [(where, code) for where, code in codes if code not in load_messages()["problem"]]


def test_no_words_are_left_over() -> None:
    texts, patterns = every_text()
    assert not [
        (section, code)
        for section, sentences in load_messages().items()
        for code in sentences
        if code not in texts and not any(pattern.fullmatch(code) for pattern in patterns)
    ]


def test_no_section_is_left_over() -> None:
    texts, _ = every_text()
    assert set(load_messages()) <= texts


def test_whatever_is_said_by_name_exists() -> None:
    said = [
        (where, section, code)
        for where, call in calls()
        if ast.unparse(call.func) == "say" and len(call.args) >= 2
        for section in words(call.args[0])
        for code in words(call.args[1])
    ]
    assert said
    assert not [(where, section, code) for where, section, code in said if code not in load_messages().get(section, {})]


def test_the_values_in_a_problems_words_are_given_with_it() -> None:
    """Where a code and its values stand in one call, each value that the words name is among them."""
    missing = []
    for where, call in calls():
        if ast.unparse(call.func) not in ("Problem.at", "_WrongError") or any(one.arg is None for one in call.keywords):
            continue
        codes = words(call.args[CODE_AT[ast.unparse(call.func)]]) & set(load_messages()["problem"])
        given = {str(keyword.arg) for keyword in call.keywords} | ALWAYS
        for code in codes:
            named = {name for _, name, _, _ in string.Formatter().parse(load_messages()["problem"][code]) if name}
            missing += [(where, code, name) for name in named - given]
    assert not missing
