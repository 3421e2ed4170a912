"""Bundles between devices: exported, sealed, received, every entry put in its place; how a device joins and leaves."""
