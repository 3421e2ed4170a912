"""Commands for what a manager also keeps: pledges and daily readings."""
