"""From a text to the parts of a name, in the order of lineage."""
