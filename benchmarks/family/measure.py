"""Plan an operation in a process of its own: CPU seconds, the most memory it held, and the plan."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measured import ROOT

#: Without the report, whose findings have times of their own. The process tells its own peak where the system keeps it:
#: what `wait4` tells of memory counts what the parent held when it forked.
_PLAN = """
import sys, malja
folder, seconds, out, start = sys.argv[1:]
begun = malja.from_json(open(start, encoding="utf-8").read()) if start else None
plan = malja.plan(malja.read(folder), start=begun, seconds=float(seconds) if seconds else None)
open(out, "w", encoding="utf-8").write(malja.to_json(plan))
try:
    lines = open("/proc/self/status", encoding="utf-8").read().splitlines()
    print(*[line for line in lines if line.startswith("VmHWM:")])
except OSError:
    pass
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """How planning went: `mb` at its peak (10^6 bytes); `plan` as parsed from plan.json, None where it failed."""

    cpu: float
    seconds: float
    mb: float
    plan: dict[str, Any] | None
    said: str


def plan_apart(folder: Path, seconds: float | None, *, start: Path | None = None, keep: Path | None = None) -> Planned:
    """Plan the operation in a folder; Linux and macOS only, which tell what a child has used.

    From the plan in the file `start`, if given; plan.json is kept as the file `keep`.
    """
    with tempfile.TemporaryDirectory() as aside, tempfile.TemporaryFile() as said:
        out = Path(aside) / "plan.json"
        asked = ["" if one is None else str(one) for one in (seconds, out, start)]
        words = [sys.executable, "-c", _PLAN, str(folder), *asked]
        begun = time.perf_counter()
        paths = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": paths}
        child = subprocess.Popen(words, stdout=said, stderr=said, env=environment)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - begun
        said.seek(0)
        if keep is not None and child.returncode == 0:
            keep.write_bytes(out.read_bytes())
        words_said = said.read().decode("utf-8", "replace")
        return Planned(
            cpu=used.ru_utime + used.ru_stime,
            seconds=took,
            mb=_read_peak(words_said, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)) / 1e6,
            plan=json.loads(out.read_text(encoding="utf-8")) if child.returncode == 0 else None,
            said=words_said,
        )


def _read_peak(said: str, otherwise: float) -> float:
    """The peak in bytes that a process told of itself (in KiB), else what is known otherwise."""
    told = re.findall(r"^VmHWM:\s+(\d+) kB", said, re.MULTILINE)
    return 1024.0 * int(told[-1]) if told else otherwise
