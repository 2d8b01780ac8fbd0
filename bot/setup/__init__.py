"""The first hour: how far a federation is set up (`steps`), a message to try (`trial`), and leaving the demo (`leaving`)."""
