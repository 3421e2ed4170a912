"""What a table is: columns with kinds and bounds, cells that are read or refused, CSV files and workbooks."""
