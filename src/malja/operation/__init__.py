"""What is asked: places, people, needs, goods, lifts, days; read from tables, checked, frozen."""
