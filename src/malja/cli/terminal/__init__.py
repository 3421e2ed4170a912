"""The terminal: words, streams, progress, interrupts, refusals."""
