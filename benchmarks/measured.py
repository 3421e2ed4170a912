"""A command in a process of its own: seconds from start to finish, and the most memory it held, children included."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
#: How often memory is looked at, in seconds.
LOOK = 0.02
PACKAGES = ("malja", "highspy", "pulp", "linopy", "numpy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a command went: `seconds` by the clock, `mb` at its peak (10^6 bytes), `code` None where it was cut off."""

    seconds: float
    mb: float
    code: int | None
    said: str


def run(command: Sequence[str], *, limit: float | None = None) -> Run:
    """Run a command in the checkout; after `limit` seconds it is ended, with what it started."""
    begun = time.perf_counter()
    process = psutil.Popen(
        command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    peak, cut = 0, False
    while process.poll() is None:
        peak = max(peak, _held(process))
        if limit is not None and time.perf_counter() - begun > limit and not cut:
            cut = True
            for one in (*process.children(recursive=True), process):
                one.kill()
        time.sleep(LOOK)
    said, _ = process.communicate()
    seconds = time.perf_counter() - begun
    return Run(seconds=seconds, mb=peak / 1e6, code=None if cut else process.returncode, said=said)


def _environment() -> dict[str, str]:
    """The environment with this checkout's malja first, so that it is measured and no other."""
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(paths)}


def _held(process: psutil.Process) -> int:
    """Bytes that a process and what it started hold in memory."""
    held = 0
    try:
        for one in (process, *process.children(recursive=True)):
            held += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return held


def machine(of: Sequence[str] = PACKAGES) -> str:
    """The machine and the versions of the packages measured, as one line."""
    gigabytes = psutil.virtual_memory().total / 1e9
    packages = ", ".join(f"{name} {version(name)}" for name in of)
    return (
        f"{os.cpu_count()} cores ({_processor()}), {gigabytes:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; {packages}."
    )


def _processor() -> str:
    """The processor's name where the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def python() -> str:
    """The Python that runs this."""
    return sys.executable
