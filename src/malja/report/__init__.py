"""What people read: pages on the terminal, the report (HTML, PDF), workbooks, HXL files, papers of the trips."""
