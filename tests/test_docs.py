"""The documents are read by a machine too: their commands and code run, what they show is what malja says."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from malja.cli.app import COMMANDS

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


def said(command: str, folder: Path) -> tuple[int, str]:
    """The exit code of a command of malja in the folder, and what it prints; on an example it runs once."""
    return said_once(command, folder) if "examples/" in command else run(command, folder)


@cache
def said_once(command: str, folder: Path) -> tuple[int, str]:
    return run(command, folder)


def run(command: str, folder: Path) -> tuple[int, str]:
    program = [sys.executable, "-c", "import sys; sys.argv[0] = 'malja'; from malja.cli import main; main()"]
    words = shlex.split(command)[1:]
    environment = {"PYTHONUTF8": "1", "COLUMNS": "80", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    environment["MALJA_HOME"] = os.environ["MALJA_HOME"]
    done = subprocess.run([*program, *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout if done.returncode == 0 else done.stdout + done.stderr


def steps(block: str) -> list[tuple[str, int, list[str]]]:
    """The commands of a console block, the exit code each must have, and the lines that are shown below it."""
    found: list[tuple[str, int, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command, _, code = line[2:].partition("  # exit code ")
            found.append((command, int(code or 0), []))
        elif found and line.strip():
            found[-1][2].append(line.rstrip())
    return found


@pytest.mark.parametrize("page", having("console"), ids=short_name)
def test_commands_say_what_the_page_shows(page: Path, desk: Path) -> None:
    """In the page's order: tables that name their file are written, commands run. `...` stands for left-out lines."""
    for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language in ("csv", "toml"):
            write_table(body, desk)
        for command, code, shown in steps(body) if language == "console" else []:
            assert command.startswith("malja "), f"{command}: only malja's commands stand in console blocks"
            ended, output = said(command, desk)
            assert ended == code, f"{command}\n{output}"
            check_lines(command, output, shown)


def write_table(block: str, folder: Path) -> None:
    """A table that begins with a comment with its path is written there; a folder of it is one that a command made."""
    named = re.match(r"# ((?:[\w-]+/)?[\w-]+\.(?:csv|toml))\n", block)
    if named:
        path = folder / named[1]
        assert path.parent.is_dir(), f"{named[1]}: the folder is not made before"
        path.write_text(block, encoding="utf-8")


def check_lines(command: str, output: str, shown: list[str]) -> None:
    """Every line that is shown is said, in this order, and nothing between two lines unless `...` stands there."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    at, skipped = 0, False
    for line in shown:
        if line.strip() == "...":
            skipped = True
            continue
        assert line in lines[at:], f"{command}\nno longer says:\n{line}\nbut:\n{output}"
        found = lines.index(line, at)
        assert skipped or found == at, f"{command}\nalso says, before {line!r}:\n" + "\n".join(lines[at:found])
        at, skipped = found + 1, False
    assert skipped or not shown or at == len(lines), f"{command}\nalso says at the end:\n" + "\n".join(lines[at:])


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


def test_pages_made_from_the_program_are_fresh() -> None:
    """So every command, option, table, key and column is documented. To mend it: python docs/make.py.

    In a process of its own: help is put together once, in the language that is spoken when a command is loaded.
    """
    asked = "from docs.make import pages; print(*(p.name for p, t in pages().items() if p.read_text('utf-8') != t))"
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_the_tutorial_goes_through_every_command() -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert set(COMMANDS) >= {"new", "check", "cover", "plan", "quick"}
    assert [name for name in COMMANDS if f"$ malja {name}" not in tutorial] == []


def test_the_readme_names_every_command() -> None:
    """Every command of the program, and of a site, stands in a row of its tables; each row names what there is."""
    rows = re.findall(r"^\| (`malja .*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(?:malja )?([a-z]+(?: [a-z]+)?)", row)}
    assert set(COMMANDS) - {name.split(" ")[0] for name in named} == set()
    pages = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in sorted(named) if f"## {name}\n" not in pages] == []


def test_ci_runs_the_readme_s_test_command() -> None:
    """The README's two commands are those that CI and the first picture use."""
    shell = [
        line.partition("  #")[0].strip() for block in blocks(ROOT / "README.md", "sh") for line in block.splitlines()
    ]
    plan, test = shell
    assert plan == "python3 run.py plan examples/hmeimim --out out"
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
