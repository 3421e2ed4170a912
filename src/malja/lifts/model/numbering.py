"""Numbers of places, items and lifts: their order in the operation's tables."""

from __future__ import annotations

import numpy as np

from malja.operation.operation import Operation


class Numbering:
    """The number of every place, item and lift by its key; `sites` are numbers of places, `site` numbers those."""

    def __init__(self, operation: Operation) -> None:
        self.place = {row.place: n for n, row in enumerate(operation.places)}
        self.item = {row.item: n for n, row in enumerate(operation.items)}
        self.lift = {row.lift: n for n, row in enumerate(operation.lifts)}
        self.sites = np.array([n for n, row in enumerate(operation.places) if row.role == "site"], dtype=np.int64)
        self.site = {int(place): n for n, place in enumerate(self.sites)}
