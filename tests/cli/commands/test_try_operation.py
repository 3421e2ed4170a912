"""`malja try`: what people lack when things go wrong."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.process import malja


def test_try_says_what_was_lived_through_and_what_was_lacked(tiny: Path) -> None:
    done = malja("try", tiny, "--runs", "1", "--fails", "1", "--more-people", "0", "--count-error", "0")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Tiny [red]: 5 days lived through once, planned again every 7 days"
    # 60 kg of rice for 50 people, 25 kg a day to survive, 50 as a minimum. Each day the next plane is expected a day
    # later, so 60 kg are stretched over days 0 and 1; days 2 to 4 have nothing, 3 x 50. In all 190 of 250 are missing.
    rows = {line.split("  ")[0]: line.split() for line in lines}
    assert rows["malja's plans"][2:] == ["150", "190"]
    assert rows["days of cover (rule)"][4:] == ["150", "190"]


def test_try_for_other_programs_is_the_same_each_time(tiny: Path) -> None:
    first, again = (malja("try", tiny, "--runs", "2", "--keep", "1", "--json") for _ in range(2))
    assert first.stdout == again.stdout
    record = json.loads(first.stdout)
    assert record["format"] == "malja.try/1"
    runs = {way: len(outcomes) for way, outcomes in record["outcomes"].items()}
    assert runs == {"plan": 2, "keep": 2, "rule": 2, "known": 2}


def test_try_ends_in_time_with_what_there_is(tiny: Path) -> None:
    done = malja("try", tiny, "--seconds", "0.001")
    assert (done.returncode, done.stdout) == (
        0,
        "Stopped before the first plan was there: nothing can be told yet.\n",
    )


def test_try_refuses_what_is_no_chance(tiny: Path) -> None:
    done = malja("try", tiny, "--fails", "0.5")
    assert done.returncode == 2
    assert "--fails" in done.stderr
