"""Tests of malja.lifts.plan."""
