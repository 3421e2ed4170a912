"""Whole numbers of trips and packs: searched window by window, and made whole at once when time is up."""
