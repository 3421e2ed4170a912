"""The parts of a report, a file each: from a Situation to blocks in the reader's language."""
