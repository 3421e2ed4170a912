"""What it takes two devices to exchange entries by a file: written, carried, received, received again.

    python -m pip install -e ".[test]"
    python benchmarks/exchange.py [--entries N]

Beside it, in the same run, what no exchange can do without: the signatures checked, one after another, with the same
keys and the same library, and nothing else. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.journal import DAY, fact, seconds
from benchmarks.measured import machine, table
from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.journal.sync.enrolment import enrol_device, join_journal
from malja.journal.sync.export import export_bundle
from malja.journal.sync.receive import receive_bundle


def exchange(folder: Path, many: int) -> list[list[str]]:
    """An office that recorded `many` entries, and a store that joined before it did."""
    office, store = Device.new("office"), Device.new("store")
    with Journal.create(folder / "office.sqlite", office, name="Camp", by="x", day=DAY) as journal:
        enrol_device(journal, store.card, by="x", day=DAY)
        with join_journal(folder / "store.sqlite", store, export_bundle(journal, folder).file).journal as other:
            journal.append([fact(number) for number in range(many)], by="office")
            bundle = folder / "bundle.bin"
            written = seconds(lambda: export_bundle(journal, bundle))
            received = seconds(lambda: receive_bundle(other, bundle))
            again = seconds(lambda: receive_bundle(other, bundle))
            entries = list(journal.read())
        checked = seconds(lambda: [office.card.verify(entry.hash, entry.signature) for entry in entries])
    size = bundle.stat().st_size
    return [
        ["written", f"{written:.1f} s", f"{size / 1e6:.1f} MB, {size / many:,.0f} bytes an entry"],
        ["received", f"{received:.1f} s", f"{many / received:,.0f} entries a second"],
        ["received again", f"{again:.1f} s", "nothing changes"],
        ["signatures alone", f"{checked:.1f} s", f"{checked / received:.0%} of receiving"],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=50_000)
    many = parser.parse_args().entries
    # Beside where one stands: a folder for temporary files may be no disk at all.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        rows = exchange(Path(folder), many)
    print(machine(("malja", "sqlalchemy", "cryptography", "pyrage")), "\n")
    print(table([f"a bundle of {many:,} entries", "took", ""], rows))


if __name__ == "__main__":
    main()
