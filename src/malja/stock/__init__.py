"""Goods at a site: lots in double entry, distribution rounds, kitchen, clinic."""
