"""Excel workbooks: the plan's tables and the manifests."""
