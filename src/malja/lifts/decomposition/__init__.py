"""Large operations site by site: prices on what sites share, bounds by them, whole trips and packs in pieces."""
