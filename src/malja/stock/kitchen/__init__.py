"""The kitchen: recipes, meals cooked, and how long the stock lasts."""
