"""Pausing what is sent unasked, and going on."""
