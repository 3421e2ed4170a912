"""Registers by generators that share no rule with the matcher, nor with each other, to measure what it does with others' rules."""
