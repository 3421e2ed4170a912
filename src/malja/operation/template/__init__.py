"""What `malja new` writes: an explained operation to start from, as a folder of tables or as a workbook."""
