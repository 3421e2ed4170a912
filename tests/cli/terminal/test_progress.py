"""Progress on standard error: a line now and then, and how long each stage took."""

from __future__ import annotations

import pytest

from malja.cli.terminal.progress import ProgressReporter, describe_progress
from malja.lifts.plan.plan import Progress


def test_a_stage_in_plain_words() -> None:
    packs = Progress(stage="packs", done=0.5, gap=None)
    assert describe_progress(packs, 12.4) == "filling whole packs (50 % done, 12 s)"
    near = Progress(stage="packs", done=0.5, gap=0.0123)
    assert describe_progress(near, 12.4).endswith("at most 1.2 % from the best possible")


def test_lines_are_said_now_and_then_and_stages_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressReporter(terminal=False) as reporter:
        for stage in ("model", "model", "packs"):
            reporter(Progress(stage=stage, done=0.0, gap=None))
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert [stage["stage"] for stage in reporter.stages] == ["model", "packs"]
