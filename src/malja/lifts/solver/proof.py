"""The solver's options of a search for the bound alone, from a known solution, without looking for others."""

from __future__ import annotations

#: Without the searches for solutions beside the tree: they take most of the time and prove nothing.
PROOF_OPTIONS = {
    f"mip_heuristic_run_{name}": False for name in ("feasibility_jump", "rins", "rens", "root_reduced_cost")
}
