"""Telegram: python-telegram-bot as API client, one HTTP client of our own under it.

`request` is that client, `reading` says what an update means, `telegram` sends and receives.
"""
