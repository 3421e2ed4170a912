"""The documents are read by a machine too: their commands and code run, what they show is what malja says."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").glob("*/README.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#[^)]*)?\)")


def blocks(page: Path, language: str) -> list[str]:
    return [body for named, body in BLOCK.findall(page.read_text(encoding="utf-8")) if named == language]


def having(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


def short_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh checkout: the examples are there, and what the commands write lands beside them."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


@cache
def said(command: str, folder: Path) -> str:
    """What a command of malja prints, in the folder; it must succeed. The same command runs once."""
    words = shlex.split(command)
    program = [sys.executable, "-c", "from malja.cli import main; main()"]
    environment = {"PYTHONUTF8": "1", "COLUMNS": "100", "PATH": "", "SYSTEMROOT": "C:\\Windows"}
    done = subprocess.run(
        [*program, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def steps(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that are shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and line.strip():
            found[-1][1].append(line.rstrip())
    return found


@pytest.mark.parametrize("page", having("console"), ids=short_name)
def test_commands_say_what_the_page_shows(page: Path, desk: Path) -> None:
    for command, shown in (step for block in blocks(page, "console") for step in steps(block)):
        assert command.startswith("malja "), f"{command}: only malja's commands stand in console blocks"
        lines = [line.rstrip() for line in said(command, desk).splitlines() if line.strip()]
        for line in shown:
            if line.strip() in ("...", "…"):
                continue
            assert line in lines, f"{command}\nsays no line (any more after the last one that was found):\n{line}"
            lines = lines[lines.index(line) + 1 :]


@pytest.mark.parametrize("page", having("python"), ids=short_name)
def test_code_runs_and_answers_what_the_page_shows(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, object] = {"__name__": short_name(page)}
    parser = doctest.DocTestParser()
    for number, block in enumerate(blocks(page, "python"), start=1):
        trial = parser.get_doctest(block, names, f"{short_name(page)}, block {number}", None, 0)
        assert trial.examples, f"{trial.name}: write it as >>> lines, so that its answers are checked"
        words: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(trial, out=words.append, clear_globs=False)
        assert not words, "".join(words)
        names = trial.globs


@pytest.mark.parametrize("page", PAGES, ids=short_name)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if link and not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_page_can_be_found() -> None:
    """Each page is linked from another one."""
    linked = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if link
    }
    lost = [short_name(page) for page in PAGES if page.resolve() not in linked and page != ROOT / "README.md"]
    assert lost == []


def test_every_command_and_option_is_documented() -> None:
    from malja.cli import main

    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    commands = main.commands
    assert set(commands) >= {"new", "check", "cover", "plan", "quick"}
    for name, command in commands.items():
        assert f"$ malja {name} --help" in reference, name
        assert f"malja {name}" in tutorial, name
        for option in (option for parameter in command.params for option in parameter.opts if option.startswith("--")):
            assert option in reference, f"{name} {option}"


def test_every_key_and_column_of_the_tables_is_documented() -> None:
    """What planning.md promised and malja reads stands in the page on tables: no column is a secret."""
    from malja.operation.schema import TABLES

    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"{table.name}.csv" in page, table.name
        for column in table.columns:
            assert f"`{column.name}`" in page, f"{table.name}.{column.name}"
