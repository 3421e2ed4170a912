"""From a model to a plan: relaxations, whole trips, whole packs, bounds of how good it is."""
