"""Logs without secrets: tokens are struck out of the finished line, wherever in it they came from."""

import logging
import re
import sys

# A bot's token, also right behind “/bot” in an address (so no word boundary before it), and what may be in a link.
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{16,}")
PASSWORD = re.compile(r"(://[^:/\s]+:)[^@/\s]+@")


class Redacting(logging.Formatter):
    """One line per event, with tokens and passwords struck out; line breaks in a message are shown, not made."""

    def format(self, record: logging.LogRecord) -> str:
        head, *trace = super().format(record).split("\n") if record.exc_info else [super().format(record)]
        line = "\n".join([head.replace("\n", "\\n").replace("\r", "\\r"), *trace])
        return redact(line)


def redact(text: str) -> str:
    """`text` without bot tokens and passwords in addresses."""
    return PASSWORD.sub(r"\1***@", TOKEN.sub("***", text))


def start_logging(level: str) -> None:
    """Log to standard error. The HTTP client's and PTB's own debug lines hold addresses and messages; they stay out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "telegram", "aiohttp.access", "apscheduler", "alembic", "uvicorn", "urllib3"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))
