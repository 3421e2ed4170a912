"""Who may stand in a register twice."""
