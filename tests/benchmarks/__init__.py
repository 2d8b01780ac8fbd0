"""What is claimed about speed, measured: each module is a command, prints a table, and ends with one line of JSON."""
