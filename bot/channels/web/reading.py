"""What the inbox row of a web chat says. We wrote it ourselves (`bot.web.incoming`)."""

from typing import Any

from bot.post.message import Incoming, Sent, Style, Tap


def read(update: Any) -> Incoming | None:
    """A text, a tap or a file."""
    kind = update["kind"]
    if kind == "text":
        return Incoming("text", update["text"])
    if kind == "tap":
        styles = tuple(Style(**each) for each in update["styles"])
        return Incoming(
            "tap", tap=Tap(update["data"], update["label"], update["message"], update["text"], update["query"], styles)
        )
    return Incoming(kind, file=Sent(str(update["document"]), update["name"], update["size"], update["type"]))
