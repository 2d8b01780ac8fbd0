"""The second door of `tests.doors`."""

from tests.doors.conftest import plain

__all__ = ["plain"]
