"""Tests of malja.lifts.what_if."""
