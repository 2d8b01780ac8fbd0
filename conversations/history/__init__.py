"""What a unit has given so far, and copies of it on paper."""
