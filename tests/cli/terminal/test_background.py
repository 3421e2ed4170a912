"""Work in the background: done once, in order, here if it has not begun, and never waited for after a stop."""

from __future__ import annotations

import threading

import pytest

from malja.cli.terminal.background import BackgroundWork


def test_each_piece_gives_its_result() -> None:
    work = BackgroundWork({"one": lambda: 1, "two": lambda: 2})
    assert (work.result("two", lambda: False), work.result("one", lambda: False)) == (2, 1)


def test_what_has_not_begun_is_done_here() -> None:
    release, here = threading.Event(), threading.current_thread()
    work = BackgroundWork({"slow": release.wait, "next": threading.current_thread})
    assert work.result("next", lambda: False) is here
    release.set()
    assert work.result("slow", lambda: False) is True


def test_nobody_waits_after_a_stop() -> None:
    release = threading.Event()
    work = BackgroundWork({"slow": release.wait, "next": lambda: 2})
    assert work.result("slow", lambda: True) is None
    assert work.result("next", lambda: True) is None
    work.abandon()
    release.set()


def test_a_failure_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise ValueError("no")

    work = BackgroundWork({"bad": fail})
    with pytest.raises(ValueError, match="no"):
        work.result("bad", lambda: False)
