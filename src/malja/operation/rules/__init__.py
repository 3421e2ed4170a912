"""What an operation must be to be planned: single cells, names that refer to rows, lifts, and the tables together."""
