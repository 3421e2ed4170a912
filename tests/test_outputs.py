"""What a command was asked for appears as a set, and replaces nothing that malja did not write."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from malja.files import make_aside, write_whole
from malja.outputs import READY_FOLDER, RECORD_FILE, SITE_FILES, finish_outputs, write_output, write_outputs
from malja.problems import Failed, Refused
from malja.site.folder import JOURNAL_FILE, KEY_FILE, SITE_FILE
from malja.site.state.checkpoint import CHECKPOINT_FILE

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither modes nor fork")


def contents(folder: Path) -> dict[str, str]:
    """Every file that is no record of malja's."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD_FILE
    }


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_malja_replaces_what_it_wrote(tmp_path: Path) -> None:
    write_outputs(tmp_path / "out", {"a": b"1", "b/c": b"2"})
    write_outputs(tmp_path / "out", {"a": b"3"})
    assert contents(tmp_path / "out") == {"a": "3", "b/c": "2"}


def test_what_malja_did_not_write_stays_and_all_of_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "b").write_bytes(b"mine too")
    with pytest.raises(Refused) as refused:
        write_outputs(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    assert codes(refused) == ["output_taken", "output_taken"]
    assert contents(tmp_path) == {"a": "mine", "b": "mine too"}
    write_outputs(tmp_path, {"a": b"1", "b": b"2", "c": b"3"}, force=True)
    assert contents(tmp_path) == {"a": "1", "b": "2", "c": "3"}


def test_what_somebody_wrote_into_a_file_of_malja_stays(tmp_path: Path) -> None:
    write_outputs(tmp_path, {"a": b"1"})
    (tmp_path / "a").write_bytes(b"1, and my notes")
    with pytest.raises(Refused):
        write_outputs(tmp_path, {"a": b"2"})
    assert contents(tmp_path) == {"a": "1, and my notes"}


def test_what_was_made_of_the_old_plan_goes_with_it(tmp_path: Path) -> None:
    write_outputs(tmp_path, {"plan": b"1", "report": b"of 1", "noted": b"of 1", "papers/a": b"of 1"})
    (tmp_path / "noted").write_bytes(b"changed")
    (tmp_path / "own").write_bytes(b"mine")
    write_outputs(tmp_path, {"plan": b"2"}, anew=True)
    assert contents(tmp_path) == {"plan": "2", "noted": "changed", "own": "mine", "papers/a": "of 1"}


def test_a_file_replaces_another_only_where_that_is_said(tmp_path: Path) -> None:
    write_output(tmp_path / "page", b"1")
    with pytest.raises(Refused) as refused:
        write_output(tmp_path / "page", b"2")
    assert codes(refused) == ["output_exists"]
    write_output(tmp_path / "page", b"3", force=True)
    assert contents(tmp_path) == {"page": "3"}


def test_the_files_of_a_site_are_never_replaced(tmp_path: Path) -> None:
    assert {SITE_FILE, KEY_FILE, JOURNAL_FILE, CHECKPOINT_FILE} <= SITE_FILES
    for name in SITE_FILES:
        (tmp_path / name).write_bytes(b"the site's")
        for force in (False, True):
            with pytest.raises(Refused) as refused:
                write_output(tmp_path / name, b"1", force=force)
            assert codes(refused) == ["output_of_site"]
            with pytest.raises(Refused) as refused:
                write_outputs(tmp_path, {name: b"1"}, force=force)
            assert codes(refused) == ["output_of_site"]
    assert set(contents(tmp_path).values()) == {"the site's"}


@POSIX
def test_a_plan_is_as_private_as_the_key_and_what_may_leave_is_not(tmp_path: Path) -> None:
    write_outputs(tmp_path / "out", {"plan": b"1", "public/report": b"2"})
    write_output(tmp_path / "page", b"3")
    modes = {name: stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("out/plan", "out/public/report", "page")}
    assert modes["out/plan"] == modes["page"] == 0o600
    assert modes["out/public/report"] & 0o044


def _kill_at(event: int, folder: Path, work: str) -> bool:
    """Run the work in a child that dies before its file operation of that number; whether it died."""
    child = os.fork()
    if child == 0:
        left = event

        def count(name: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if name in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.scandir"):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(count)
        try:
            write_outputs(folder, {"plan": work.encode(), "run": work.encode(), "sub/more": work.encode()}, anew=True)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@POSIX
def test_a_command_killed_before_any_file_operation_leaves_the_old_set_or_the_new_one(tmp_path: Path) -> None:
    old = {"plan": "old", "run": "old", "sub/more": "old", "report": "of old", "own": "mine"}
    new = {"plan": "new", "run": "new", "sub/more": "new", "own": "mine"}
    outcomes = set()
    for event in range(500):
        folder = tmp_path / str(event)
        write_outputs(folder, {name: text.encode() for name, text in old.items() if name != "own"})
        (folder / "own").write_bytes(b"mine")
        died = _kill_at(event, folder, "new")
        finish_outputs(folder)
        found = {name: text for name, text in contents(folder).items() if not name.startswith(".")}
        assert found in (old, new), event
        outcomes.add("old" if found == old else "new")
        # The next command finds and removes what was left.
        write_outputs(folder, dict.fromkeys(("plan", "run", "sub/more"), b"next"), anew=True)
        assert contents(folder) == {"plan": "next", "run": "next", "sub/more": "next", "own": "mine"}, event
        assert not (folder / READY_FOLDER).exists()
        if not died:
            break
    assert not died
    assert outcomes == {"old", "new"}


@POSIX
def test_a_hidden_folder_with_keys_that_a_killed_command_left_is_removed_by_the_next(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with make_aside(tmp_path / "site") as aside:
            write_whole(aside / "device.key", b"secret", secret=True)
            os._exit(9)
    os.waitpid(child, 0)
    assert len(list(tmp_path.iterdir())) == 1
    with make_aside(tmp_path / "site") as aside:
        assert list(tmp_path.iterdir()) == [aside]
        # One that runs holds its own.
        with make_aside(tmp_path / "site") as other:
            assert {*tmp_path.iterdir()} == {aside, other}
    assert not list(tmp_path.iterdir())


def test_a_record_that_somebody_made_leads_out_of_no_folder(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"mine")
    out = tmp_path / "out"
    (out / READY_FOLDER).mkdir(parents=True)
    told = '{"format": "malja.files/1", "files": {"../victim": "0"}, "gone": ["../victim", "..", "device.key"]}'
    (out / READY_FOLDER / RECORD_FILE).write_text(told, encoding="utf-8")
    (out / "device.key").write_bytes(b"the site's")
    finish_outputs(out)
    assert contents(tmp_path) == {"victim": "mine", "out/device.key": "the site's"}


def test_a_folder_in_the_place_of_a_file_fails_and_changes_nothing(tmp_path: Path) -> None:
    write_outputs(tmp_path, {"a": b"1"})
    (tmp_path / "b").mkdir()
    with pytest.raises(Failed):
        write_outputs(tmp_path, {"a": b"2", "b": b"3"})
    assert contents(tmp_path) == {"a": "1"}
