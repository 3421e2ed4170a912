"""The operation and its plan as HXL-tagged CSV."""
