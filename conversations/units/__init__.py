"""The federation's units: from a list, and over time."""
