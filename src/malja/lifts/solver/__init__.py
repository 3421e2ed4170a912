"""The doorway to the solver: sparse matrices in bulk, linear and whole-number programs."""
