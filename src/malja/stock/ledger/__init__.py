"""Goods in double entry: lots, stores, postings, counts."""
