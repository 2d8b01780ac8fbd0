"""The web chat: a server inside the program, and a channel like any other behind it.

`web` is the channel, `server` listens, `site` puts the routes together. `guard` keeps forgers and floods out, `entering` lets
people in, `chatting` is the chat itself, `devices` and `ticketing` the pages beside it; `push` and `mail` call people who are
not looking. The rules are in `bot.web`.
"""
