"""Commands that record facts, and the line that says what was recorded."""
