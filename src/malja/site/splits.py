"""A device's folder that was copied, as a doubt on every device that knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from malja.facts.doubt import Doubt, doubt_id

if TYPE_CHECKING:
    from malja.journal.journal import Journal

#: How doubts about a chain begin: by a device that can be revoked, and by the founder, which can't.
CODE = "chain_split"


def splits(journal: Journal) -> tuple[Doubt, ...]:
    """A doubt for each chain that split; it goes away where the device is revoked from there on, and not before."""
    return tuple(
        Doubt(
            id=doubt_id(CODE, split.device, split.number),
            code=f"{CODE}_founder" if split.founder else CODE,
            values=(
                ("device", split.name),
                ("number", str(split.number)),
                ("here", str(split.here)),
                ("aside", str(split.aside)),
            ),
            happened=split.happened,
        )
        for split in journal.splits()
    )
