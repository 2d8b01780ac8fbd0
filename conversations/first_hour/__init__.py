"""The first hour of an officer: from an empty installation to the first reminder."""
