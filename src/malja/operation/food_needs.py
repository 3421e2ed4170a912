"""The needs that a basket has to do with, by their ids in the catalogue: what people eat, and what cooking takes."""

from __future__ import annotations

ENERGY = "energy"
KITCHENS, KITCHEN_SETS, COOKING_FUEL, WATER = "kitchen_capacity", "kitchen_sets", "cooking_fuel", "water"
