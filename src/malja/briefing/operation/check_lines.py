"""What `malja check` says of an operation that is in order."""

from __future__ import annotations

from malja.language.say import say, say_problem
from malja.operation.notices.check_report import check_report
from malja.operation.operation import Operation

#: So many notices of a kind are shown unless `everything` is wanted.
_MOST = 20


def check_lines(operation: Operation, *, everything: bool = False) -> list[str]:
    """That nothing is wrong, what was read, and what was assumed; `everything`: however long that is."""
    counts = {
        "places": len(operation.places),
        "needs": len(operation.needs),
        "items": len(operation.items),
        "lifts": len(operation.lifts),
    }
    lines = [say("cli", "check_sound", name=operation.name, **counts)]
    for section in check_report(operation):
        shown = section.notices if everything else section.notices[:_MOST]
        lines += ["", say("check", section.title)]
        lines += [f"  {say_problem(notice)}" for notice in shown]
        if len(shown) < len(section.notices):
            lines.append("  " + say("cli", "check_more", more=len(section.notices) - len(shown)))
    return lines
