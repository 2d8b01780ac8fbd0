"""The federation's units: where they stand in the tree on a given day (`tree`), what becomes of them over time (`changes`), how
one is found by its name (`finding`), and how a list of them comes in (`roster`)."""
