"""Chasing what is late: who has not done it, nudging, and calling."""
