"""What if the next flight fails, or a rough figure is wrong."""
