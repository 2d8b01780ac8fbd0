"""What became of a unit's launch, as its chair tells it."""
