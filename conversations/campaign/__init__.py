"""Campaigns: opened, read, and matched with the federation's blocs."""
