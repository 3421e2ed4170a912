"""Ctrl-C during long work."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from malja.cli.terminal.interrupt import Interrupt


def test_the_first_ctrl_c_asks_to_stop_and_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupt("stopping") as interrupt:
        assert not interrupt.stop()
        signal.raise_signal(signal.SIGINT)
        assert interrupt.stop()
    assert capfd.readouterr().err == "\nstopping\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_the_second_ctrl_c_ends_at_once() -> None:
    code = (
        "import signal; from malja.cli.terminal.interrupt import Interrupt\n"
        "with Interrupt('stopping'):\n"
        "    signal.raise_signal(signal.SIGINT); signal.raise_signal(signal.SIGINT)\n"
        "    print('still here')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
