"""What is known of names, as tables beside the code, and how they are read."""
