"""The journal: entries that are only ever added, chained and signed by their device. Only this folder knows SQL."""
