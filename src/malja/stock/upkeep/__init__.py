"""What a manager also keeps: what organisations have promised, and the daily readings of wells, chlorine and fuel."""
