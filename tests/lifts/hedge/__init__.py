"""Tests of malja.lifts.hedge."""
