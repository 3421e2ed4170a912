"""Run malja from a checkout with nothing but Python 3.11 or newer: .venv is made beside this file once, then kept.

python3 run.py plan examples/hmeimim --out out    any malja command, in the folder you stand in
python3 run.py test                               all tests, on every core (further words go to pytest)
python3 run.py lint                               format, lint, strict types, import rules

On Windows say `py` for `python3`. The environment is made anew when what it is made of changes. Two variables:
MALJA_VENV      another folder for the environment
MALJA_VERSIONS  which versions of the libraries: `tested` (those of constraints.txt, the default), `lowest` (the lowest
                that pyproject.toml allows) or `newest` (what there is today)
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("MALJA_VENV") or ROOT / ".venv").resolve()
VERSIONS = os.environ.get("MALJA_VERSIONS") or "tested"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LINT = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports",))


def choose_constraints() -> str:
    """The lines `name==version` that the environment is held to."""
    if VERSIONS == "tested":
        return (ROOT / "constraints.txt").read_text(encoding="utf-8")
    if VERSIONS == "lowest":
        return "\n".join(f"{name}=={version}" for name, version in read_lowest_versions())
    if VERSIONS == "newest":
        return ""
    sys.exit(f"MALJA_VERSIONS is {VERSIONS!r}; say tested, lowest or newest.")


def read_lowest_versions() -> list[tuple[str, str]]:
    """What malja itself needs, each at the lowest version that pyproject.toml allows."""
    import tomllib  # a Python that is too old must still be told so

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["postgresql"]]
    lowest = (re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=([\d.]+),<[\d.]+", line) for line in needed)
    return [(found[1], found[2]) for found in lowest if found]


def prepare(extra: str) -> None:
    """Make the environment with malja (and its extra, such as "[test]") unless it stands already."""
    constraints = choose_constraints()
    made_of = (ROOT / "pyproject.toml").read_bytes() + f"{constraints}{VERSIONS}{ROOT}{sys.version_info[:2]}".encode()
    wanted = hashlib.sha256(made_of).hexdigest()
    stamp = VENV / "malja-installed.txt"
    found = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    if found in (wanted + extra, wanted + "[test]"):
        return
    print(f"Preparing {VENV} (once, needs the internet) ...", file=sys.stderr, flush=True)
    if found != wanted and subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        sys.exit("Python's venv could not be made. On Debian and Ubuntu: apt install python3-venv")
    held = VENV / "malja-constraints.txt"
    held.write_text(constraints, encoding="utf-8")
    pip = (str(BIN / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    if subprocess.call([*pip, "install", "--constraint", str(held), "--editable", f"{ROOT}{extra}"]):
        sys.exit("The packages malja needs could not be installed; see pip's words above.")
    stamp.write_text(wanted + extra, encoding="utf-8")


def run(program: str, *words: str, cwd: Path | None = None) -> int:
    """Run a program of the environment; Ctrl-C is left to it (malja then keeps its best plan so far)."""
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.call([str(BIN / program), *words], cwd=cwd, env={**os.environ, "PYTHONUTF8": "1"})


def main(words: list[str]) -> int:
    """Run what is asked for; returns its exit code."""
    if sys.version_info < (3, 11):
        sys.exit(f"malja needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    prepare("[test]" if words[:1] in (["test"], ["lint"]) else "")
    if words[:1] == ["test"]:
        return run("pytest", *(words[1:] or ("-n", "auto", "--dist", "worksteal")), cwd=ROOT)
    if words[:1] == ["lint"]:
        return max(run(*line, cwd=ROOT) for line in LINT)
    return run("malja", *(words or ["--help"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
