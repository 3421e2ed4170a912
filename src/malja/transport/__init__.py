"""Flights as they really happen: announced, delayed, landed, received against their manifests."""
