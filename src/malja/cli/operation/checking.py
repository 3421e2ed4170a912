"""What `malja check` says of an operation that is in order."""

from __future__ import annotations

from malja.cli.terminal.words import words
from malja.language.clean_text import clean_text
from malja.language.say import say, say_problem
from malja.operation.notices.check_report import check_report
from malja.operation.operation import Operation

#: So many notices of a kind are listed unless all are asked for.
MOST = 20


def checked(operation: Operation, *, everything: bool = False) -> list[str]:
    """That nothing is wrong, what was read, and what was assumed; `everything`: however long that is."""
    counts = {
        "places": len(operation.places),
        "needs": len(operation.needs),
        "items": len(operation.items),
        "lifts": len(operation.lifts),
    }
    said = [words("check_sound", name=operation.name, **counts)]
    for section in check_report(operation):
        listed = section.notices if everything else section.notices[:MOST]
        said += ["", say("check", section.title)]
        said += [f"  {say_problem(notice)}" for notice in listed]
        if len(listed) < len(section.notices):
            said.append("  " + words("check_more", more=len(section.notices) - len(listed)))
    return [clean_text(line) for line in said]
