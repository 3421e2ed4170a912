"""What people call goods and how much of them they mean, in any language: read, and matched with a question."""
