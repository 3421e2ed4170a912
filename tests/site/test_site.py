"""A site on a disk: founded, recorded in by one and by several, all or nothing, the same when it is opened again."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from malja.operation.reading.read_operation import read_operation
from malja.problems import Refused
from malja.site.site import Site
from tests.site.bases import DAY, EXAMPLE, arrived, fact, founded
from tests.site.network import as_bytes


def test_what_was_recorded_is_there_when_the_site_is_opened_again(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (entry,) = site.record([arrived(500)], by="clerk")
        assert (entry.fact.by, entry.fact.device) == ("clerk", site.device)
        now = as_bytes(site.state())
    with Site.open(tmp_path / "base") as site:
        assert as_bytes(site.state()) == now
        assert site.state().headcount.present("base") == 500
        assert site.next_day == DAY + datetime.timedelta(days=1)
        assert site.record([arrived(1)])[0].fact.by == "office"
        # The state that was kept while recording is the one that the journal gives.
        kept = as_bytes(site.state())
    with Site.open(tmp_path / "base") as site:
        assert as_bytes(site.state()) == kept


def test_those_who_record_at_once_all_are_heard(tmp_path: Path) -> None:
    """Each checks against what the others recorded meanwhile: a hundred people leave once, whoever is quicker."""
    with founded(tmp_path / "base") as site:
        site.record([arrived(100)])
    gone: list[int] = []

    def leave() -> None:
        with Site.open(tmp_path / "base") as mine:
            for _ in range(10):
                try:
                    mine.record([fact("people.departed", place="base", number=4)])
                    gone.append(4)
                except Refused:
                    gone.append(0)

    writers = [threading.Thread(target=leave) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Site.open(tmp_path / "base") as site:
        assert (len(gone), sum(gone)) == (40, 100)
        assert site.state().headcount.present("base") == 0
        assert site.doubts == ()
        assert site.journal.verify() == ()


def test_the_state_is_the_same_to_the_byte_whatever_seed_python_hashes_by(tmp_path: Path) -> None:
    with Site.found(tmp_path / "syria", tables=read_operation(EXAMPLE)) as site:
        here = as_bytes(site.state())
    code = (
        "import sys, json; from malja.site.site import Site\n"
        "state = Site.open(sys.argv[1]).state()\n"
        "sys.stdout.buffer.write(json.dumps(state.to_json(), sort_keys=True, ensure_ascii=False).encode())"
    )
    for seed in ("1", "2"):
        again = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "syria")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert again.stdout == here
    assert json.loads(here)["format"] == "malja.state/1"
