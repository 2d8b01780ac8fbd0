"""To close a campaign is a conversation like any other: under watch."""

from tests.conversations.conftest import sent, talk

__all__ = ["sent", "talk"]
