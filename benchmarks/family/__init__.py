"""A family of invented operations, and how good malja's plans of them are: `python -m benchmarks.family --help`."""
