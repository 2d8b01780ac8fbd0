"""The report of a phase, question by question."""
