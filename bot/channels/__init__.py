"""The outside: one folder a platform. `channel` says what the rest of the program expects of each."""
