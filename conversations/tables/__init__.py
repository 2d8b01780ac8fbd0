"""What an officer hands upward: the table and the picture."""
