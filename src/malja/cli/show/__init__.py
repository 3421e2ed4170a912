"""Commands that show how a live site stands."""
