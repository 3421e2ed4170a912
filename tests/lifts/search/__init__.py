"""Tests of malja.lifts.search."""
