"""A pause is told like any conversation: under watch."""

from tests.conversations.conftest import sent, talk

__all__ = ["sent", "talk"]
