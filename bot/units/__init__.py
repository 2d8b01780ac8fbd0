"""The federation's units: where they stand in the tree on a given day (`tree`), and how a list of them comes in."""
