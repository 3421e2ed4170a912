"""Tests of malja.lifts.search.whole_numbers."""
