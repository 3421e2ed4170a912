"""A site that is briefed about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.sites import a_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site(tmp_path)
