"""`malja device`: a device whose chain split is ended, and the others come together."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands.exchange.conftest import bundle
from tests.cli.sites import said


def test_revoking_from_there_on_brings_the_devices_together(sites: tuple[Path, Path], tmp_path: Path) -> None:
    office, store = sites
    said("device", "revoke", office, "tablet", "--from", "1")
    said("sync", "import", store, bundle(office, tmp_path / "told.bin"))
    for site in sites:
        assert "was copied" not in said("site", "doubts", site)
        said("journal", "verify", site)
    assert said("site", "rebuild", office) == said("site", "rebuild", store)
