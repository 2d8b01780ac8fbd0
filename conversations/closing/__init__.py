"""Closing a campaign, and opening it again."""
