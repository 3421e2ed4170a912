"""Every command that writes where it is told: what stands there stays, unless --force says to replace it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from malja.cli.app import app
from malja.operation.write_operation import write_operation
from malja.outputs import RECORD_FILE
from tests.cli.sites import a_site_after_a_day, run, said
from tests.report import situations

#: Parameters by which a command is told where to write, or from where to read.
WRITES = {"out", "to", "save", "papers", "folder"}
#: Commands that begin something new, and refuse whatever stands there.
BEGINS = {"new", "quick", "site new", "site export", "site backup", "site recover", "site restore"}
#: Commands of which a folder is where they work, and the template, which never replaces a file.
OTHERS = {"site join", "import"}


def _commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _writing() -> dict[str, set[str]]:
    """Every command that is told where to write: the names of its parameters."""
    assert isinstance(app, click.Group)
    found = {}
    for name, command in _commands(app):
        names = {one.name or "" for one in command.params}
        paths = {one.name for one in command.params if isinstance(one.type, click.Path)}
        if paths & WRITES:
            found[name] = names
    return found


#: What each writes, and by which words; `{out}` is where.
WORDS: dict[str, tuple[str, ...]] = {
    "device card": ("{site}", "--out", "{out}"),
    "flight paper": ("{site}", "F1", "--out", "{out}"),
    "names compare": ("--pairs", "{pairs}", "--out", "{out}"),
    "names duplicates": ("{register}", "--out", "{out}"),
    "papers": ("{tables}", "--plan", "{plan}", "--out", "{out}"),
    "plan": ("{tables}", "--no-report", "--out", "{out}"),
    "report": ("{tables}", "--plan", "{plan}", "--quick", "--out", "{out}"),
    "site close": ("{site}", "--papers", "{out}"),
    "site day": ("{site}", "--out", "{out}"),
    "site rebuild": ("{site}", "--out", "{out}"),
    "sync export": ("{site}", "{out}"),
}


def test_every_command_that_writes_is_tried() -> None:
    writing = _writing()
    assert set(writing) - BEGINS - OTHERS == set(WORDS)
    assert {name for name in WORDS if "force" not in writing[name]} == set()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("places")
    found = {"site": a_site_after_a_day(folder), "tables": folder / "tables", "plan": folder / "plan"}
    write_operation(situations.operation(), found["tables"])
    said("plan", found["tables"], "--no-report", "--out", found["plan"])
    found |= {"pairs": folder / "pairs.csv", "register": folder / "register.csv"}
    found["pairs"].write_text("a,b\nOmar Hadi,Umar Hadi\n", encoding="utf-8")
    found["register"].write_text("ref,name\n1,Omar Hadi\n2,Umar Hadi\n", encoding="utf-8")
    return found


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", sorted(WORDS))
def test_what_stands_there_stays_unless_it_is_said(name: str, places: dict[str, Path], tmp_path: Path) -> None:
    def call(out: Path, *more: str) -> tuple[int, str]:
        words = [word.format(**places, out=out) for word in WORDS[name]]
        done = run(*name.split(), *words, *more)
        return done.exit_code, done.output

    code, told = call(tmp_path / "first")
    assert code == 0, told
    # The same names, written by somebody else.
    foreign = tmp_path / "foreign"
    if (tmp_path / "first").is_dir():
        for path in _bytes(tmp_path / "first"):
            if path != RECORD_FILE:
                (foreign / path).parent.mkdir(parents=True, exist_ok=True)
                (foreign / path).write_bytes(b"mine")
        before = _bytes(foreign)
    else:
        foreign.write_bytes(b"mine")
        before = {"": b"mine"}
    code, told = call(foreign)
    assert code == 2, told
    assert (_bytes(foreign) if foreign.is_dir() else {"": foreign.read_bytes()}) == before
    if name != "site close":  # whose --force says something else
        assert "--force" in told
        code, told = call(foreign, "--force")
        assert code == 0, told
        assert b"mine" not in (_bytes(foreign).values() if foreign.is_dir() else [foreign.read_bytes()])
    if (tmp_path / "first").is_dir():
        assert call(tmp_path / "first")[0] == 0, "malja replaces what it wrote"


@pytest.mark.parametrize("name", ["device card", "names duplicates", "site day", "site rebuild", "sync export"])
@pytest.mark.parametrize("file", ["device.key", "journal.sqlite", "site.toml"])
def test_no_output_replaces_a_file_of_a_site(name: str, file: str, places: dict[str, Path]) -> None:
    own = places["site"] / file
    before = own.read_bytes()
    words = [word.format(**places, out=own) for word in WORDS[name]]
    assert run(*name.split(), *words, "--force").exit_code == 2
    assert own.read_bytes() == before


def test_no_output_replaces_what_it_is_made_of(places: dict[str, Path]) -> None:
    before = places["register"].read_bytes()
    assert run("names", "duplicates", places["register"], "--out", places["register"]).exit_code == 2
    assert places["register"].read_bytes() == before
