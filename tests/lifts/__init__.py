"""Tests of the planner, with a judge and a plain formulation that share no code with it."""
