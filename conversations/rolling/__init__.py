"""The figures of an upper union, level by level."""
