"""The list of commands: quick, and complete."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from malja.cli.app import COMMANDS, app
from malja.language.say import say
from tests.cli.process import malja


def test_help_names_every_command() -> None:
    done = malja("--help")
    assert done.returncode == 0
    assert {"plan", "cover", "check", "new", "quick"} <= set(done.stdout.split())


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from malja.cli.app import app; app(['--help'], standalone_mode=False);"
        "print([name for name in ('numpy', 'highspy', 'openpyxl', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("command", ["plan", "cover", "check", "new", "quick"])
def test_every_command_explains_itself(command: str) -> None:
    done = malja(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: malja {command}") or "Usage:" in done.stdout


def test_version() -> None:
    done = malja("--version")
    assert done.stdout.split()[0] == "malja"
    assert done.stdout.split()[1][0].isdigit()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_is_there_and_explained_alike(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert command.short_help == say(*COMMANDS[name][1:])
    assert "--language" in {option for param in command.params for option in param.opts}


def test_help_loads_no_command() -> None:
    code = (
        "import sys; from malja.cli.app import app; app(['--help'], standalone_mode=False);"
        "loaded = ('malja.cli.commands', 'malja.briefing', 'malja.site');"
        "print([name for name in sys.modules if name.startswith(loaded)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
