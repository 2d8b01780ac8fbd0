"""The launch of a phase: registered, moved, taken back, and seen by the officer."""
