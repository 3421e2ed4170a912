"""Commands on an operation: plan, report, papers, capacity, requests, check, quick."""
