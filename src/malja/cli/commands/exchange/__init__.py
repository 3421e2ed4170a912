"""Commands between devices: who takes part, the journal that they share, and the files they exchange."""
