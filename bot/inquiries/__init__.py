"""Questions to the officers (☎️ Gặp cán bộ): each is kept until somebody answers it, and the officers' messages say who did."""

from bot.inquiries.asking import TEMPLATE, Asked, answer, find, send, waiting
from bot.inquiries.showing import card, render

__all__ = ["TEMPLATE", "Asked", "answer", "card", "find", "render", "send", "waiting"]
