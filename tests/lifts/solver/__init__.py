"""Tests of malja.lifts.solver."""
