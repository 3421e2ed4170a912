"""What people eat by a plan: from period to period beside the basket, and in sentences."""
