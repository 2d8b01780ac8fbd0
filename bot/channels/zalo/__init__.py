"""Zalo Bot Platform: a thin HTTP client of our own.

`client` is that client, `reading` says what an update means, `zalo` sends and receives, `webhook` takes what Zalo posts.
"""
