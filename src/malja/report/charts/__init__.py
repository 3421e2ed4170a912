"""Pictures of a report as SVG: plain text that holds its own colours and loads nothing."""
