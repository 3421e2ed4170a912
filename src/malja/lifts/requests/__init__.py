"""The least to ask donors for, so that nobody falls short."""
