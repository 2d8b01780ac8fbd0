"""Announcements: written, looked at, confirmed, followed, corrected."""
