"""Why a site's tables make no operation (yet)."""

from __future__ import annotations

import datetime

from malja.problems import Problem, Refused
from malja.site.operation.operation import build_operation
from malja.site.state.state import State


def find_operation_faults(state: State) -> frozenset[Problem]:
    """Why a site's tables do not make an operation (yet): a change of a table must not add to it."""
    if state.last is None:
        return frozenset()
    try:
        build_operation(state, state.last + datetime.timedelta(days=1))
    except Refused as refused:
        return frozenset(refused.problems)
    return frozenset()
