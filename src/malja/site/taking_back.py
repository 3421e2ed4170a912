"""What stands against taking facts back, before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from malja.facts.fact import Fact
from malja.journal.journal import Journal
from malja.problems import Problem
from malja.site.operation.faults import find_operation_faults
from malja.site.state.fold import fold_facts, judge_journal
from malja.site.state.register import ROW_REMOVED, ROW_SET
from malja.site.state.state import State
from malja.site.state.take_backs import find_target


def find_take_back_problems(journal: Journal, state: State, new: Sequence[Fact]) -> list[list[Problem]]:
    """For each take-back to be recorded next, in order, what stands against it; `state`: as it is without them.

    One whose body can't be read is left to the check of its form. A row of a table is not taken back where the tables
    would make no operation without it.
    """
    judged = judge_journal(journal, new)
    known = journal.facts_at({find_target(fact) for fact in new})
    before = dict(state.take_backs.taken)
    found: list[list[Problem]] = []
    for fact in new:
        place = find_target(fact)
        fault, told = judged.faults.get((fact.device, fact.number)), before.get(place)
        if fault is not None:
            found.append([Problem.at(None, fault.code, "number", place[1])])
        elif told is not None:
            by = {"by": told.by, "date": told.happened, "other": told.number}
            found.append([Problem.at(None, "taken_back_already", "number", place[1], **by)])
        else:
            found.append([])
        before.setdefault(place, fact)
    tables = any(known[place].kind in (ROW_SET, ROW_REMOVED) for place in map(find_target, new) if place in known)
    if tables and not any(found):
        after, _ = fold_facts(journal, more=new)
        faults = find_operation_faults(after) - find_operation_faults(state)
        found[-1] += sorted(faults, key=lambda one: (one.file, one.code, one.value))
    return found
