"""The clinic: kits opened, weekly counts of syndromes, alerts."""
