"""The rules of the web chat, which know nothing of HTTP: `bot.channels.web` holds the server and its pages.

`keys`: how secrets are kept. `chats`: whose chat is whose. `links` and `sessions`: who is let in, on which device. `codes`: six
characters for a new device. `messages`: what was said. `incoming`: what people send. `alerts` and `reach`: how people who are
not looking are told.
"""
