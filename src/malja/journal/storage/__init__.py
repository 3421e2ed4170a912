"""The journal in its database: tables, guards, rows read and written, and what other devices are known to hold."""
