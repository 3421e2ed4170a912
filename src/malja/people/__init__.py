"""Who is here: arrivals, departures and counts by place and group."""
