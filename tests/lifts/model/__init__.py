"""Tests of malja.lifts.model."""
