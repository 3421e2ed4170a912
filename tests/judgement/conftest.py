"""The situations that the checklist is asked of, each planned once a session."""

from __future__ import annotations

import os

import pytest

from .situations import FOLDERS, Situation, find_situation


@pytest.fixture(scope="session", params=sorted(FOLDERS))
def at(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Situation:
    """An example, the school, the base in winter or the three sites, with its plan."""
    base = tmp_path_factory.getbasetemp()
    return find_situation(request.param, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
