"""What others were heard to hold: a chain cut off or rewritten here shows."""

from __future__ import annotations

from pathlib import Path

from tests.journal.devices import in_folders
from tests.journal.made import execute, unguard


def test_a_tail_that_was_cut_off_here_shows(tmp_path: Path) -> None:
    office, store = in_folders(tmp_path / "site")
    store.record(5)
    office.receive(store.export())
    unguard(office.file)
    execute(office.file, "DELETE FROM entries WHERE position IN (SELECT position FROM entries ORDER BY 1 DESC LIMIT 2)")
    (finding,) = [finding for finding in office.findings() if finding.code == "cut"]
    assert (finding.device, finding.number, dict(finding.values)["here"]) == (store.device.id, 5, "3")


def test_a_chain_that_was_rewritten_here_shows(tmp_path: Path) -> None:
    """Even with the device's own key: others' word of where its chain had ended is kept."""
    office, store = in_folders(tmp_path / "site")
    copy = store.copy(tmp_path / "copy")
    store.record(1)
    copy.record(1)
    office.receive(store.export())
    unguard(office.file)
    execute(office.file, "DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)")
    assert office.receive(copy.export(everything=True)).new == 1
    (finding,) = [finding for finding in office.findings() if finding.code == "other"]
    assert (finding.device, finding.number, finding.wrong) == (store.device.id, 1, True)
