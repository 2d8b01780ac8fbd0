"""The quarterly note: at most five lines."""
