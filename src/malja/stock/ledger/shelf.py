"""What one store holds of one item: goods and their quantities, in the order in which they expire."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from decimal import Decimal

from malja.stock.ledger.amounts import NOTHING
from malja.stock.ledger.lots import Goods


class Shelf:
    """Quantities by goods, each more than nothing, kept in order; `total` is their sum, in units."""

    __slots__ = ("_order", "_quantities", "latest", "total")

    def __init__(self) -> None:
        self._order: list[Goods] = []
        self._quantities: dict[Goods, Decimal] = {}
        self.total = NOTHING
        #: The goods that were put here or taken last, even where none are left.
        self.latest: Goods | None = None

    def __iter__(self) -> Iterator[tuple[Goods, Decimal]]:
        return ((goods, self._quantities[goods]) for goods in self._order)

    def __len__(self) -> int:
        return len(self._order)

    def copy(self) -> Shelf:
        """The same, to be changed apart."""
        other = Shelf()
        other._order, other._quantities = self._order.copy(), self._quantities.copy()
        other.total, other.latest = self.total, self.latest
        return other

    def of(self, goods: Goods) -> Decimal:
        """How much of these goods stands here, in units."""
        return self._quantities.get(goods, NOTHING)

    def put(self, goods: Goods, quantity: Decimal) -> None:
        """Put goods here; `quantity` below nothing takes them away. ValueError: more is taken than is here."""
        before = self._quantities.get(goods)
        now = quantity if before is None else before + quantity
        if now < 0:
            raise ValueError(goods)
        self.total += quantity
        self.latest = goods
        if now:
            self._quantities[goods] = now
            if before is None:
                insort(self._order, goods)
        elif before is not None:
            del self._quantities[goods]
            del self._order[bisect_left(self._order, goods)]
