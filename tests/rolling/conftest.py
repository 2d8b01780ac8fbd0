"""/tonghop is a conversation like any other: under watch."""

from tests.conversations.conftest import talk

__all__ = ["talk"]
