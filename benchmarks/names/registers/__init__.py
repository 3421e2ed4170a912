"""Registers by generators that share no rule with the matcher nor with each other, to measure it with others' rules."""
