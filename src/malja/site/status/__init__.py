"""How a site stands on the evening of a day, in plain figures."""
