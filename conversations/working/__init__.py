"""What became of the works that a unit has pledged."""
