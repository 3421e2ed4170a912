"""The instances of the family: shape, size and seed; a third of them is held back from those who tune the planner."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from benchmarks.family.shapes import SHAPES, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One operation of the family; its name says shape, sites x days and seed."""

    shape: Shape
    sites: int
    days: int
    seed: int
    held_back: bool = False
    """Never planned while the planner is tuned: only to see whether what was tuned holds."""
    planned: bool = True
    """False where the operation is generated and checked only: too large to be planned in a table."""

    @property
    def name(self) -> str:
        """Such as `winter-1x42-2`."""
        return f"{self.shape.name}-{self.sites}x{self.days}-{self.seed}"


#: By shape: sizes with their seeds to tune on, and those held back, as `sites x days - seed`.
_SIZES = {
    "one-site": ("1x14-1 1x28-1 1x42-1 1x60-1", "1x21-2 1x42-2"),
    "scarce": ("1x14-1 1x28-1 1x42-1 1x60-1", "1x28-2 1x42-2"),
    "plenty": ("1x14-1 2x28-1 3x42-1", "1x28-2"),
    "hub-trucks": ("2x14-1 3x28-1 3x42-1 4x60-1", "3x28-2 3x42-2"),
    "winter": ("1x14-1 1x28-1 1x42-1 2x42-1", "1x28-2 1x60-2"),
    "committed": ("1x21-1 1x28-1 1x42-1", "1x28-2 1x42-2"),
    "valleys": ("3x14-1 3x28-1 3x42-1 5x42-1", "3x28-2 4x42-2"),
    "two-hubs": ("4x14-1 6x28-1 6x42-1 10x60-1", "5x21-2 6x42-2"),
    "heavy-kits": ("1x14-1 1x42-1 3x28-1 5x42-1", "1x28-2 3x28-2"),
    "own-goods": ("1x14-1 2x28-1 3x42-1 10x60-1 100x90-1", "1x28-2 3x28-2 6x42-2"),
}
_GENERATED_ONLY = {"own-goods-100x90-1"}


def _read(shape: Shape, text: str, held_back: bool) -> Instance:
    size, seed = text.split("-")
    sites, days = map(int, size.split("x"))
    planned = f"{shape.name}-{text}" not in _GENERATED_ONLY
    return Instance(shape=shape, sites=sites, days=days, seed=int(seed), held_back=held_back, planned=planned)


INSTANCES = tuple(
    _read(SHAPES[name], text, bool(held_back))
    for name, groups in _SIZES.items()
    for held_back, group in enumerate(groups)
    for text in group.split()
)


def select_instances(pattern: str = "*", *, held_back: bool = False) -> tuple[Instance, ...]:
    """The instances to be planned whose name matches the pattern: those to tune on, or those held back."""
    return tuple(
        one
        for one in INSTANCES
        if one.planned
        and one.held_back == held_back
        and any(fnmatchcase(one.name, part) for part in pattern.split(","))
    )
