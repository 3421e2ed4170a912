"""A device's chain: entries, the keys that sign them, and which devices may write."""
