"""How many people each site can hold, and what stands in the way of more."""
