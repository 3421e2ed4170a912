"""Tests of malja.lifts.capacity."""
