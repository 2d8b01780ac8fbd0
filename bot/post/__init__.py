"""How updates get in and messages get out: every update once, every message at least once.

`inbox` keeps what arrived until it is done, `outbox` what is owed until it is settled, `delivery` sends: when,
and what becomes of it; `carrying` writes it out and hands it over. A file somebody sent waits in `uploads` until `fetching` has
brought it; then it arrives in the inbox.
"""
