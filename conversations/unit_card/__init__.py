"""One unit on one card, and the units that nobody can be reached in."""
