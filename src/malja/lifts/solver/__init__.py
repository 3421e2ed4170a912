"""Sparse matrices, linear and integer programs, and HiGHS, which solves them; no other folder speaks to the solver."""
