"""The pledge (giao ước), from the choice of contents to the card."""
