"""Tests of malja.lifts.requests."""
