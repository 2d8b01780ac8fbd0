"""Sheets in and out: reading what people send (`reading`), and what is made for them to fill in or to print."""
