"""One way of planning, in a process of its own: `python -m benchmarks.approach NAME OPERATION FILE SECONDS`.

Writes what it flies to FILE as soon as it has something; `evaluate` reads it back and says what it is worth.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.flown import flown
from benchmarks.plain import plan_by_sums
from malja.operation.reading.read_operation import read_operation

#: Modules with a function `fly`, by the name of the way.
WAYS = {
    "malja": "benchmarks.with_malja",
    "pulp": "benchmarks.with_pulp",
    "linopy": "benchmarks.with_linopy",
    "rule": "benchmarks.by_cover",
}


def main(name: str, folder: str, file: str, seconds: str) -> int:
    """Plan and write, or evaluate and print; 1 where the flights break a limit."""
    # By sums and nutrients alone: the plain formulations have no baskets, stowage or segregation.
    operation = plan_by_sums(read_operation(folder))
    if name != "evaluate":
        import_module(WAYS[name]).fly(operation, float(seconds), lambda found: found.write(Path(file)))
        return 0
    from benchmarks.evaluate import ImpossibleError, evaluate

    found = flown(Path(file))
    if found is None:
        return 1
    try:
        print(json.dumps(evaluate(operation, found)))
    except ImpossibleError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
