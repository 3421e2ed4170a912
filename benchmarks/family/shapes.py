"""What operations of one shape have in common; sizes and seeds make instances of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The ranges from which an instance's figures are drawn."""

    name: str
    people: tuple[int, int]
    """People a site has in the end."""
    kg: tuple[float, float]
    """What all lifts into a site can carry, in kg a person and day."""
    own: tuple[float, float] = (0.2, 0.7)
    """The share of the minimum that a site gives by itself."""
    climate: Literal["warm", "cold"] = "warm"
    hubs: int = 0
    road: float = 0.25
    """The share of what is carried that goes by road."""
    committed: int = 0
    """Committed flights."""
    supply: float | None = None
    """How much of the limited goods there is, as a multiple of goods.csv; None: as much as wanted."""
    storage: float = 0.3
    """Room for stock at each site and hub, in m3 a person."""
    opened_kits: bool = True
    """Whether medical kits for thousands are shared out before they leave."""
    short_lives: bool = False
    """Whether vaccines and fresh food keep for days only, and tents and tarpaulins wear out."""
    sphere: bool = True
    """Whether needs and items are the catalogue's; otherwise the operation has a few of its own."""


SHAPES = {
    shape.name: shape
    for shape in (
        Shape(name="one-site", people=(3000, 9000), kg=(3.0, 4.5), supply=1.5),
        Shape(name="scarce", people=(3000, 9000), kg=(0.8, 1.3), own=(0.0, 0.3), supply=0.5, storage=0.1),
        Shape(name="plenty", people=(1500, 6000), kg=(7.0, 10.0), own=(0.5, 1.0), storage=1.0),
        Shape(name="hub-trucks", people=(1200, 4000), kg=(2.0, 3.5), hubs=1, road=0.4, supply=1.0, storage=0.2),
        Shape(name="winter", people=(2000, 6000), kg=(2.5, 4.0), own=(0.0, 0.4), climate="cold", supply=1.0),
        Shape(name="committed", people=(3000, 8000), kg=(1.6, 2.6), committed=20, supply=1.0, short_lives=True),
        Shape(name="valleys", people=(700, 3500), kg=(2.0, 4.0), hubs=1, committed=2, supply=1.0, storage=0.08),
        Shape(
            name="two-hubs", people=(800, 3000), kg=(2.0, 3.5), hubs=2, committed=4, supply=1.0, storage=0.15, road=0.3
        ),
        Shape(name="heavy-kits", people=(150, 400), kg=(3.0, 6.0), opened_kits=False, supply=3.0, storage=0.4),
        Shape(name="own-goods", people=(300, 5000), kg=(1.0, 3.0), hubs=1, sphere=False, supply=1.0, storage=0.1),
    )
}
